import { compareText } from '../../order/compare.ts';
import { aboutOf, ignoredByWhom, termsOf } from '../../report/ignored.ts';
import { subjectsText } from '../../report/headline.ts';
import { listNames, namesOf } from '../../report/named.ts';
import type { JudgedUnknown, Report } from '../../report/types.ts';
import { count } from '../../text/number.ts';
import type { Page } from './page.ts';

const ignoredLines = (report: Report, page: Page): readonly string[] =>
  ignoredByWhom(report).flatMap(({ title, ignored }) => [
    '',
    page.style('strong', title),
    ...ignored.flatMap(({ ignore, times }) => {
      const terms = termsOf(ignore);
      const why = `${aboutOf(ignore)} ×${times}: ${ignore.reason}`;
      return page.prose('  ', terms === '' ? why : `${why} (${terms})`, 'faint');
    }),
  ]);

/** Names that are printed; --verbose and the JSON report have them all. */
const NAMED = 8;

const namesText = (unknowns: readonly JudgedUnknown[]): string => {
  const names = namesOf(unknowns);
  return names.length === 0 ? '' : ` (${listNames(names, NAMED)})`;
};

/** Unknowns that do not count against the verdict are said once for all files, never dropped. */
const unjudgedLines = (report: Report, page: Page): readonly string[] => {
  if (page.verbose) return [];
  const unknowns = report.subjects
    .flatMap((result) => result.unknowns)
    .filter(({ decisive, ignored }) => !decisive && ignored === undefined);
  const reasons = Map.groupBy(unknowns, ({ reason }) => reason);
  return [...reasons].flatMap(([reason, group]) => {
    const rules = [...new Set(group.map(({ rule }) => rule.id))].sort(compareText);
    const named = namesText(group);
    return ['', ...page.prose('Unknown: ', `${reason}: ${rules.join(', ')}${named}`, 'faint')];
  });
};

/** How to see what the short form leaves out. */
const moreLines = (report: Report, page: Page): readonly string[] =>
  page.verbose ||
  !report.subjects.some(({ findings }) =>
    findings.some(({ severity, ignored }) => severity === 'info' && ignored === undefined),
  )
    ? []
    : [
        page.style(
          'faint',
          '--verbose explains what is only info; custody check --explain RULE explains one rule.',
        ),
      ];

const judgedBy = (report: Report): string => {
  const { tool, policy, facts } = report;
  return [
    `${tool.name} ${tool.version}`,
    `${count(report.counts.rules, 'rule')} judged on ${subjectsText(report)}`,
    policy.origin === undefined
      ? `default policy, fails on ${policy.failOn}`
      : `policy ${policy.origin.path} (sha256 ${policy.origin.sha256.slice(0, 12)}), fails on ${policy.failOn}`,
    ...facts.map(({ name, value }) => `${name}: ${value}`),
  ].join(' · ');
};

/** What was ignored and why, and everything else that took part in the verdict. */
export const footerText = (report: Report, page: Page): readonly string[] => [
  ...ignoredLines(report, page),
  ...unjudgedLines(report, page),
  '',
  ...page.prose('', judgedBy(report), 'faint'),
  ...moreLines(report, page),
];
