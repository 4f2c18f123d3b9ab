import { type FindingGroup, groupFindings, groupUnknowns, type UnknownGroup } from '../../report/groups.ts';
import { isUnjudged } from '../../report/entries.ts';
import { groupLeftOut, type LeftOutGroup, nameOfEntry } from '../../report/left-out.ts';
import { listNames, namesOf } from '../../report/named.ts';
import type { SubjectResult } from '../../report/types.ts';
import { count, formatSize } from '../../text/number.ts';
import { placeText } from '../../text/place.ts';
import { sourceText } from '../../text/source.ts';
import type { Location, Subject } from '../../types.ts';
import { componentLines } from './component.ts';
import type { Page } from './page.ts';

/** How many places of one rule are printed; the JSON report has them all. */
const PLACES = 3;
/** Names of entries that are printed; --verbose has them all. */
const NAMED = 8;
const INDENT = ' '.repeat(12);

const identity = (subject: Subject): string =>
  [
    subject.kind,
    ...(subject.name === undefined ? [] : [[subject.name, subject.version].join(' ').trim()]),
    ...(subject.size === undefined ? [] : [formatSize(subject.size)]),
    subject.sha256 === undefined ? 'no digest' : `sha256 ${subject.sha256.slice(0, 12)}`,
  ].join(' · ');

const relatedLines = (related: readonly Location[], within: string, page: Page): readonly string[] =>
  related.slice(0, PLACES).flatMap((location) => {
    const place = placeText(location, within);
    const note = location.note === undefined ? '' : `: ${location.note}`;
    return page.prose(`${INDENT}  and `, `${place === '' ? within : place}${note}`, 'faint');
  });

const findingLines = (group: FindingGroup, within: string, page: Page): readonly string[] => {
  const { first, findings } = group;
  const { rule, severity, confidence } = first;
  const many = findings.length > 1 ? `  ×${findings.length}` : '';
  const doubt = confidence === 'high' ? '' : page.style('faint', `  (${confidence} confidence)`);
  const seen = findings.slice(0, PLACES).flatMap(({ message, locations: [primary, ...related] }) => {
    const place = placeText(primary, within);
    const note = primary.note === undefined ? '' : ` (${primary.note})`;
    return [
      ...page.prose(INDENT, message),
      // A message that names the very place need not be followed by it, unless others follow.
      ...(message.includes(place) && related.length === 0
        ? []
        : page.prose(`${INDENT}at  `, `${place}${note}`, 'faint')),
      ...relatedLines(related, within, page),
    ];
  });
  const rest = findings.length - PLACES;
  return [
    '',
    `  ${page.style(severity, severity.padEnd(8))}  ${page.style('strong', rule.id)}${many}${doubt}`,
    ...seen,
    ...(rest > 0 ? [page.style('faint', `${INDENT}… and ${count(rest, 'more place')}`)] : []),
    ...page.prose(`${INDENT}why `, rule.why, 'faint'),
    ...page.prose(`${INDENT}by  `, sourceText(rule), 'faint'),
  ];
};

const unknownLines = ({ reason, decisive, unknowns }: UnknownGroup, page: Page): readonly string[] => {
  const rules = [...new Set(unknowns.map(({ rule }) => rule.id))];
  const names = namesOf(unknowns);
  const lead = `  ${page.style(decisive ? 'undecided' : 'faint', 'unknown ')}  `;
  const later = decisive ? '' : ' (does not count against the verdict)';
  return [
    '',
    ...page.prose(lead, `${reason}${later}`, undefined, INDENT.length),
    ...(names.length === 0
      ? []
      : page.prose(INDENT, listNames(names, page.verbose ? names.length : NAMED), 'faint')),
    ...page.prose(INDENT, rules.join(', '), 'faint'),
  ];
};

/** Entries that were not asked about, with the condition that leaves them out. */
const leftOutLines = ({ marker, asked, entries }: LeftOutGroup, page: Page): readonly string[] => [
  '',
  ...page.prose(
    `  ${page.style('faint', 'left out')}  `,
    [...new Set(entries.map(nameOfEntry))].join(', '),
    undefined,
    INDENT.length,
  ),
  ...page.prose(INDENT, `inapplicable: ${marker}${asked === '' ? '' : `; asked about ${asked}`}`, 'faint'),
];

/** What is only worth knowing, in one line: rule ids, each with how often. */
const infoLines = (groups: readonly FindingGroup[], page: Page): readonly string[] => {
  if (groups.length === 0) return [];
  const rules = groups.map(({ first, findings }) =>
    findings.length > 1 ? `${first.rule.id} ×${findings.length}` : first.rule.id,
  );
  const lead = `  ${page.style('info', 'info    ')}  `;
  return ['', ...page.prose(lead, rules.join(', '), 'faint', INDENT.length)];
};

/** One subject: what it is, what was found in it, and what could not be judged. */
export const subjectText = (result: SubjectResult, page: Page): readonly string[] => {
  const { subject, verdict } = result;
  const nothing = verdict === 'ok' && isUnjudged(subject.inventory);
  const mark = nothing ? '–' : verdict === 'ok' ? '✓' : verdict === 'findings' ? '✗' : '?';
  const facts = subject.facts ?? [];
  const groups = groupFindings(result.findings);
  const told = page.verbose ? groups : groups.filter(({ first }) => first.severity !== 'info');
  const unknowns = groupUnknowns(result.unknowns).filter(({ decisive }) => decisive || page.verbose);
  return [
    '',
    `${page.style(nothing ? 'faint' : verdict, mark)} ${page.style('strong', subject.path)}`,
    ...page.prose('  ', identity(subject), 'faint'),
    ...(facts.length === 0 ? [] : page.prose('  ', facts.join(' · '), 'faint')),
    ...told.flatMap((group) => {
      const { component } = group.first;
      return component === undefined
        ? findingLines(group, subject.path, page)
        : componentLines(group, component, subject.path, page);
    }),
    ...infoLines(page.verbose ? [] : groups.filter(({ first }) => first.severity === 'info'), page),
    ...unknowns.flatMap((group) => unknownLines(group, page)),
    ...(page.verbose ? groupLeftOut(subject).flatMap((group) => leftOutLines(group, page)) : []),
  ];
};
