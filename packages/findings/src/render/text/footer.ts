import type { Ignore } from '../../policy/types.ts';
import type { Report } from '../../report/types.ts';
import { count } from '../../text/number.ts';
import type { Page } from './page.ts';

const ignoredOf = (report: Report): ReadonlyMap<Ignore, number> => {
  const ignored = new Map<Ignore, number>();
  for (const { findings, unknowns } of report.subjects) {
    for (const { ignored: by } of [...findings, ...unknowns]) {
      if (by !== undefined) ignored.set(by, (ignored.get(by) ?? 0) + 1);
    }
  }
  return ignored;
};

const ignoredLines = (report: Report, page: Page): readonly string[] => {
  const ignored = [...ignoredOf(report)];
  if (ignored.length === 0) return [];
  return [
    '',
    page.style('strong', 'Ignored by the policy'),
    ...ignored.flatMap(([{ rule, reason, expires, owner }, times]) => {
      const until = [owner, expires === undefined ? undefined : `until ${expires}`]
        .filter(Boolean)
        .join(', ');
      return page.prose('  ', `${rule} ×${times}: ${reason}${until === '' ? '' : ` (${until})`}`, 'faint');
    }),
  ];
};

const judgedBy = ({ tool, counts, policy, facts }: Report): string =>
  [
    `${tool.name} ${tool.version}`,
    `${count(counts.rules, 'rule')} judged on ${count(counts.subjects, 'subject')}`,
    policy.origin === undefined
      ? `default policy, fails on ${policy.failOn}`
      : `policy ${policy.origin.path} (sha256 ${policy.origin.sha256.slice(0, 12)}), fails on ${policy.failOn}`,
    ...facts.map(({ name, value }) => `${name}: ${value}`),
  ].join(' · ');

/** What was ignored and why, and everything else that took part in the verdict. */
export const footerText = (report: Report, page: Page): readonly string[] => [
  ...ignoredLines(report, page),
  '',
  ...page.prose('', judgedBy(report), 'faint'),
];
