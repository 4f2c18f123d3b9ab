import { reaches, SEVERITIES } from '../order/severity.ts';
import { count, groupDigits } from '../text/number.ts';
import type { Severity } from '../types.ts';
import { countEntries, type EntryCounts, isUnjudged } from './entries.ts';
import type { Report } from './types.ts';

const named = ({ counts }: Report, wanted: (severity: Severity) => boolean): string =>
  SEVERITIES.filter((severity) => counts.findings[severity] > 0 && wanted(severity))
    .map((severity) => `${groupDigits(counts.findings[severity])} ${severity}`)
    .join(', ');

/** What was examined, in words: "2 files, 1 source tree and 1 repository". The policy is not what was asked about. */
export const subjectsText = ({ subjects }: Report): string => {
  const kinds = subjects.map(({ subject }) => subject.kind).filter((kind) => kind !== 'policy');
  const trees = kinds.filter((kind) => kind === 'source-tree').length;
  const repositories = kinds.filter((kind) => kind === 'repository').length;
  const files = kinds.length - trees - repositories;
  const told = [
    ...(files > 0 || kinds.length === 0 ? [count(files, 'file')] : []),
    ...(trees > 0 ? [count(trees, 'source tree')] : []),
    ...(repositories > 0 ? [count(repositories, 'repository', 'repositories')] : []),
  ];
  const last = told.pop() ?? '';
  return told.length === 0 ? last : `${told.join(', ')} and ${last}`;
};

const entriesText = (amount: number): string => (amount === 1 ? '1 entry' : `${groupDigits(amount)} entries`);

/** What an audit could not look at, so that "nothing found" is not read as more than it is; empty where it looked at everything. */
const gapText = (counts: EntryCounts | undefined): string => {
  if (counts === undefined) return '';
  const { entries, audited, inapplicable, unaudited } = counts;
  const asked = entries - inapplicable;
  if (entries === 0) return ', which names no component';
  if (asked === 0) return `, of which no entry applies (${groupDigits(inapplicable)} inapplicable)`;
  if (unaudited === 0) return '';
  return audited === 0
    ? `; none of ${entriesText(asked)} could be audited`
    : `; ${groupDigits(unaudited)} of ${entriesText(asked)} could not be audited`;
};

const judged = (report: Report): string =>
  `${count(report.counts.rules, 'rule')} judged on ${subjectsText(report)}${gapText(countEntries(report.subjects.map(({ subject }) => subject)))}`;

/**
 * The verdict in one sentence that a newcomer understands, without the verdict's own word:
 * "1 critical, 2 high (fails on medium); 12 low besides".
 */
export const headline = (report: Report): string => {
  const { counts, policy } = report;
  const over = named(report, (severity) => reaches(severity, policy.failOn));
  const under = named(report, (severity) => !reaches(severity, policy.failOn));
  if (report.verdict === 'findings') {
    // A group or a package may have a lower threshold of its own.
    if (over === '') return `${count(counts.decisive, 'finding')} over a threshold of the policy; ${under}`;
    return `${over} (fails on ${policy.failOn})${under === '' ? '' : `; ${under} besides`}`;
  }
  const found = under === '' ? 'nothing found' : `only ${under} found`;
  if (report.verdict === 'undecided') {
    if (counts.rules === 0) return 'nothing was there to judge';
    const entries = countEntries(report.subjects.map(({ subject }) => subject));
    if (entries !== undefined && isUnjudged(entries))
      return `none of ${entriesText(entries.entries - entries.inapplicable)} could be audited; ${found} otherwise`;
    return `${count(counts.undecided, 'answer')} missing, because what had to be judged could not be; ${found} otherwise`;
  }
  return policy.failOn === 'never' && under !== ''
    ? `${under} found, but the policy fails on nothing; ${judged(report)}`
    : `${found}; ${judged(report)}`;
};

/** What PyPI would do with the files, or nothing where no rule of PyPI's was broken. */
export const uploadForecast = ({ counts, subjects }: Report): string | undefined => {
  if (counts.refused === 0) return undefined;
  const all = subjects.filter(({ subject }) => subject.kind !== 'policy').length;
  return all === 1
    ? 'PyPI would refuse this file.'
    : `PyPI would refuse ${groupDigits(counts.refused)} of these ${groupDigits(all)}.`;
};
