import type { FindingGroup } from '../../report/groups.ts';
import type { JudgedFinding } from '../../report/types.ts';
import { flawFacts } from '../../text/flaw.ts';
import { count } from '../../text/number.ts';
import { placeText } from '../../text/place.ts';
import type { AdvisoryFact, ComponentFact } from '../../types.ts';
import type { Page } from './page.ts';

/** Flaws of one component that are told; the JSON report has them all. */
const FLAWS = 12;
const INDENT = ' '.repeat(12);

/** `CVE-1 (GHSA-1, PYSEC-1) · CVSS 8.1 · fixed in 2.0 · known to be exploited`. */
const flawText = (flaw: AdvisoryFact): string => {
  const [id, ...aliases] = flaw.ids;
  return [aliases.length === 0 ? id : `${id} (${aliases.join(', ')})`, ...flawFacts(flaw)].join(' · ');
};

const flawLines = (finding: JudgedFinding, page: Page): readonly string[] => {
  const { advisory, severity, message } = finding;
  const lead = `${INDENT}${page.style(severity, severity.padEnd(8))}  `;
  const column = INDENT.length + 10;
  if (advisory === undefined) return page.prose(lead, message, undefined, column);
  const { summary } = advisory;
  return [
    ...page.prose(lead, flawText(advisory), undefined, column),
    ...(summary === undefined ? [] : page.prose(' '.repeat(column), summary, 'faint')),
  ];
};

/** One component with all that is known against it: how bad, what to change, each flaw, where it is named and by whom. */
export const componentLines = (
  { first, findings, todo }: FindingGroup,
  component: ComponentFact,
  within: string,
  page: Page,
): readonly string[] => {
  const { severity, confidence, locations } = first;
  const title = component.version === undefined ? component.name : `${component.name} ${component.version}`;
  const doubt = confidence === 'high' ? '' : page.style('faint', `  (${confidence} confidence)`);
  const rules = [...new Set(findings.map(({ rule }) => rule.id))].join(', ');
  const place = placeText(locations[0], within);
  const shown = page.verbose ? findings : findings.slice(0, FLAWS);
  const rest = findings.length - shown.length;
  return [
    '',
    `  ${page.style(severity, severity.padEnd(8))}  ${page.style('strong', title)}${doubt}`,
    ...page.prose(`${INDENT}do  `, todo),
    ...shown.flatMap((finding) => flawLines(finding, page)),
    ...(rest > 0 ? [page.style('faint', `${INDENT}… and ${count(rest, 'more flaw')}`)] : []),
    ...(place === '' ? [] : page.prose(`${INDENT}at  `, place, 'faint')),
    ...(component.path.length < 2 ? [] : page.prose(`${INDENT}via `, component.path.join(' › '), 'faint')),
    ...(component.environments === undefined
      ? []
      : page.prose(`${INDENT}on  `, component.environments.join('; '), 'faint')),
    ...(component.groups.length === 0
      ? []
      : page.prose(`${INDENT}in  `, `group ${component.groups.join(', ')}`, 'faint')),
    ...page.prose(`${INDENT}by  `, rules, 'faint'),
  ];
};
