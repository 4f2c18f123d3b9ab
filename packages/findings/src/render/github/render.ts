import { headline } from '../../report/headline.ts';
import { groupFindings, groupUnknowns } from '../../report/groups.ts';
import type { Report, SubjectResult } from '../../report/types.ts';
import { cleanReport } from '../../text/clean.ts';
import { count } from '../../text/number.ts';
import { placeText } from '../../text/place.ts';
import { compareSeverity } from '../../order/severity.ts';
import type { Location, Severity } from '../../types.ts';

type Command = 'error' | 'warning' | 'notice';
type Annotation = { readonly severity: Severity; readonly line: string };

const COMMANDS: Readonly<Record<Severity, Command>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

// What the runner decodes again: in a message these three, in a property also what would end it.
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const command = (name: Command, location: Location | undefined, title: string, message: string): string => {
  const properties = [];
  if (location !== undefined) {
    properties.push(`file=${escapeProperty(location.file)}`);
    const { position, entry } = location;
    // A line inside an archive's entry is no line of the archive.
    if (position?.kind === 'text' && entry === undefined) {
      properties.push(`line=${position.line}`);
      if (position.column !== undefined) properties.push(`col=${position.column}`);
    }
  }
  properties.push(`title=${escapeProperty(title)}`);
  return `::${name} ${properties.join(',')}::${escapeData(message)}`;
};

const annotationsOf = ({ subject, findings, unknowns }: SubjectResult): readonly Annotation[] => [
  ...groupFindings(findings).map(({ first, findings: group, todo }) => {
    const [location] = first.locations;
    const inside = location.entry === undefined ? '' : placeText(location, location.file);
    const place = first.message.includes(inside) ? '' : ` [${inside}]`;
    const more = group.length === 1 ? '' : ` (and ${count(group.length - 1, 'more place')})`;
    const message = `${first.message}${place}${more}\n${todo}`;
    const title = `${first.rule.id} (${first.severity})`;
    return { severity: first.severity, line: command(COMMANDS[first.severity], location, title, message) };
  }),
  ...groupUnknowns(unknowns).map(({ reason, decisive, unknowns: group }) => {
    const severity = decisive ? 'medium' : 'info';
    const message = `Not judged: ${reason} (${count(group.length, 'rule')})`;
    const [first] = group;
    const location = first?.location ?? { file: subject.path };
    return { severity, line: command(COMMANDS[severity], location, 'unknown', message) } as const;
  }),
];

/**
 * The report as workflow commands of GitHub Actions, one line each, worst first: GitHub shows only the first ten of a kind per
 * step. Alike findings of one file share an annotation; ignored ones have none. The last line is the verdict.
 */
export const renderGithub = (report: Report): string => {
  const clean = cleanReport(report);
  const lines = clean.subjects
    .flatMap(annotationsOf)
    .sort((a, b) => compareSeverity(a.severity, b.severity))
    .map(({ line }) => line);
  const name = clean.verdict === 'ok' ? 'notice' : clean.verdict === 'findings' ? 'error' : 'warning';
  lines.push(command(name, undefined, `${clean.tool.name}: ${clean.verdict}`, headline(clean)));
  return `${lines.join('\n')}\n`;
};
