import type { Verdict } from '../types.ts';
import type { Report, SubjectResult } from './types.ts';

/** One subject's verdict: what was found weighs more than what could not be judged. */
export const verdictOf = ({ findings, unknowns }: Pick<SubjectResult, 'findings' | 'unknowns'>): Verdict => {
  if (findings.some(({ decisive }) => decisive)) return 'findings';
  return unknowns.some(({ decisive }) => decisive) ? 'undecided' : 'ok';
};

/** The run's verdict: the worst of its subjects'. A run that judged nothing at all has no ground to say `ok`. */
export const verdictOfAll = (subjects: readonly SubjectResult[]): Verdict => {
  if (subjects.some(({ verdict }) => verdict === 'findings')) return 'findings';
  const judgedSomething = subjects.some(({ judged }) => judged.length > 0);
  return judgedSomething && subjects.every(({ verdict }) => verdict === 'ok') ? 'ok' : 'undecided';
};

const RANKS: Readonly<Record<Verdict, number>> = { findings: 0, undecided: 1, ok: 2 };

/** Orders verdicts by how much they ask of a person, worst first. */
export const verdictRank = (verdict: Verdict): number => RANKS[verdict];

const EXIT_CODES: Readonly<Record<Verdict, 0 | 1 | 3>> = { ok: 0, findings: 1, undecided: 3 };

/** The exit code of the verdict: 0 ok, 1 findings at or over the threshold, 3 undecided. */
export const exitCode = (report: Pick<Report, 'verdict'>): 0 | 1 | 3 => EXIT_CODES[report.verdict];
