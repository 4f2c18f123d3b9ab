import { actionsOf } from '../../report/actions.ts';
import { isUnjudged } from '../../report/entries.ts';
import { type FindingGroup, groupFindings, groupUnknowns } from '../../report/groups.ts';
import { headline, uploadForecast } from '../../report/headline.ts';
import { groupLeftOut, nameOfEntry } from '../../report/left-out.ts';
import { listNames, namesOf } from '../../report/named.ts';
import type { Report, SubjectResult } from '../../report/types.ts';
import { cleanReport } from '../../text/clean.ts';
import { codeMarkdown as code, escapeMarkdown as text } from '../../text/markdown.ts';
import { count, formatSize } from '../../text/number.ts';
import { placeText } from '../../text/place.ts';
import { sourceText } from '../../text/source.ts';
import type { Verdict } from '../../types.ts';
import { componentBlock } from './component.ts';

export type MarkdownOptions = {
  /** UTF-16 units; what does not fit is counted. 60,000 where absent: GitHub takes 65,536 in a comment. */
  readonly limit?: number;
};

const MARKS: Readonly<Record<Verdict, string>> = { ok: '✅', findings: '❌', undecided: '❔' };
const PLACES = 3;
/** Names of entries that are told; the JSON report has them all. */
const NAMED = 8;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Findings that are about no component; those that are have blocks of their own. */
const findingRows = (groups: readonly FindingGroup[], { subject }: SubjectResult): readonly string[] =>
  groups.map(({ first, findings: group }) => {
    const seen = group.slice(0, PLACES).map(({ message, locations: [primary] }) => {
      const place = placeText(primary, subject.path);
      return message.includes(place) ? text(message) : `${text(message)} at ${code(place)}`;
    });
    if (group.length > PLACES) seen.push(`… and ${count(group.length - PLACES, 'more place')}`);
    return row([first.severity, code(first.rule.id), seen.join('<br>'), text(sourceText(first.rule))]);
  });

const unknownRows = ({ unknowns }: SubjectResult): readonly string[] =>
  groupUnknowns(unknowns).map(({ reason, decisive, unknowns: group }) => {
    const rules = [...new Set(group.map(({ rule }) => rule.id))];
    const named = rules.slice(0, PLACES).map(code).join(', ');
    const more = rules.length > PLACES ? ` and ${count(rules.length - PLACES, 'more rule')}` : '';
    const note = decisive ? '' : ' (does not count against the verdict)';
    const names = namesOf(group);
    const of = names.length === 0 ? '' : `: ${text(listNames(names, NAMED))}`;
    return row(['unknown', `${named}${more}`, `${text(reason)}${note}${of}`, '']);
  });

const leftOutRows = ({ subject }: SubjectResult): readonly string[] =>
  groupLeftOut(subject).map(({ marker, asked, entries }) => {
    const names = listNames([...new Set(entries.map(nameOfEntry))], NAMED);
    const about = asked === '' ? '' : `; asked about ${text(asked)}`;
    return row(['left out', text(names), `inapplicable: ${code(marker)}${about}`, '']);
  });

const subjectBlock = (result: SubjectResult): readonly string[] => {
  const { subject, verdict } = result;
  const facts = [
    subject.kind,
    ...(subject.size === undefined ? [] : [formatSize(subject.size)]),
    ...(subject.sha256 === undefined ? [] : [`sha256 ${code(subject.sha256.slice(0, 12))}`]),
    ...(subject.facts ?? []).map(text),
  ];
  const groups = groupFindings(result.findings);
  const named = groups.filter(({ first }) => first.component === undefined);
  const rows = [...findingRows(named, result), ...unknownRows(result), ...leftOutRows(result)];
  const mark = verdict === 'ok' && isUnjudged(subject.inventory) ? '➖' : MARKS[verdict];
  return [
    '',
    `### ${mark} ${code(subject.path)}`,
    '',
    facts.join(' · '),
    ...groups.flatMap((group) => {
      const { component } = group.first;
      return component === undefined ? [] : componentBlock(group, component, subject.path);
    }),
    ...(rows.length === 0
      ? []
      : ['', row(['severity', 'rule', 'what was seen', 'who demands it']), '|---|---|---|---|']),
    ...rows,
  ];
};

const actionLines = (report: Report): readonly string[] => {
  const actions = actionsOf(report);
  if (actions.length === 0) return [];
  const shown = actions.slice(0, 5).map(({ severity, todo, findings, paths: [path = ''], paths, fix }) => {
    const others = paths.length > 1 ? ` and ${count(paths.length - 1, 'other file')}` : '';
    const how = fix?.command === undefined ? '' : `: ${code(fix.command)}`;
    return `1. **${severity}** ${text(todo)}${how} (${count(findings, 'finding')} in ${code(path)}${others})`;
  });
  return ['', '## What to do', '', ...shown];
};

const footer = ({ tool, counts, policy, facts }: Report): string => {
  const by = policy.origin === undefined ? 'default policy' : `policy ${code(policy.origin.path)}`;
  const parts = [
    `${text(tool.name)} ${text(tool.version)}`,
    `${count(counts.rules, 'rule')} judged`,
    `${by}, fails on ${policy.failOn}`,
    `${counts.ignored} ignored`,
    ...facts.map(({ name, value }) => `${text(name)}: ${text(value)}`),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
};

/**
 * The report as GitHub-flavoured Markdown for a pull request or a job summary. Everything from outside is escaped: no markup,
 * links, mentions or table borders come out of a file name. Ends in a line feed.
 */
export const renderMarkdown = (report: Report, { limit = 60_000 }: MarkdownOptions = {}): string => {
  const clean = cleanReport(report);
  const forecast = uploadForecast(clean);
  const head = [
    `## ${MARKS[clean.verdict]} ${clean.verdict}: ${text(headline(clean))}`,
    ...(forecast === undefined ? [] : ['', text(forecast)]),
    ...actionLines(clean),
  ];
  const tail = ['', footer(clean), ''];
  const lines = [...head];
  // Room for the line that says what is missing.
  let room = limit - [...head, ...tail].join('\n').length - 100;
  let left = 0;
  for (const line of clean.subjects.flatMap(subjectBlock)) {
    room -= line.length + 1;
    // Once something is left out, all that follows is: a table must not lose rows from its middle.
    if (room >= 0 && left === 0) lines.push(line);
    else left += 1;
  }
  if (left > 0) lines.push('', `… and ${count(left, 'more line')}; the JSON and HTML reports have all of it`);
  return [...lines, ...tail].join('\n');
};
