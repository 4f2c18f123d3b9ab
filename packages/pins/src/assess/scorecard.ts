import { binaryArtifacts } from './checks/binary-artifacts.ts';
import { dangerousWorkflow } from './checks/dangerous-workflow.ts';
import { dependencyUpdateTool } from './checks/dependency-update-tool.ts';
import { ELSEWHERE } from './checks/elsewhere.ts';
import { fuzzing } from './checks/fuzzing.ts';
import { contributors, maintained } from './checks/history.ts';
import { license } from './checks/license.ts';
import { packaging } from './checks/packaging.ts';
import { pinnedDependencies } from './checks/pinned-dependencies.ts';
import { sbom, signedReleases } from './checks/release.ts';
import { sast } from './checks/sast.ts';
import { securityPolicy } from './checks/security-policy.ts';
import { tokenPermissions } from './checks/token-permissions.ts';
import { vulnerabilities } from './checks/vulnerabilities.ts';
import type { AssessInput, Check, JudgedCheck, Risk } from './types.ts';

/** Scorecard's checks, by name. */
export const CHECKS: readonly Check[] = [
  binaryArtifacts,
  contributors,
  dangerousWorkflow,
  dependencyUpdateTool,
  fuzzing,
  license,
  maintained,
  packaging,
  pinnedDependencies,
  sast,
  sbom,
  securityPolicy,
  signedReleases,
  tokenPermissions,
  vulnerabilities,
  ...ELSEWHERE,
].sort((a, b) => (a.name < b.name ? -1 : 1));

export const WEIGHTS: Readonly<Record<Risk, number>> = { critical: 10, high: 7.5, medium: 5, low: 2.5 };

/** What could raise the total, by how much at most. */
export type Step = { readonly name: string; readonly gain: number; readonly todo: string };

export type Scorecard = {
  readonly checks: readonly JudgedCheck[];
  /** Between these lies what Scorecard would say; 0 to 10. Absent where nothing could be judged. */
  readonly total?: { readonly min: number; readonly max: number };
  /** Most first: what a project can do. */
  readonly plan: readonly Step[];
  /** Names of the checks of which nothing is known, with what would show them. */
  readonly unseen: readonly { readonly name: string; readonly shownBy: string }[];
};

const ends = ({ score }: JudgedCheck): readonly [number, number] | undefined => {
  if (score.kind === 'inconclusive') return undefined;
  return score.kind === 'decided' ? [score.score, score.score] : [score.min, score.max];
};

const rounded = (value: number): number => Math.round(value * 10) / 10;

/**
 * Judges a checkout by Scorecard's formulas (`GetAggregateScore`: weighted by risk, inconclusive ones left out). What is unknown counts as 0
 * at the lower end and as 10 at the upper one; the result lies between, whatever it turns out to be.
 */
export const scorecardOf = (input: AssessInput): Scorecard => {
  const checks = CHECKS.map(({ judge, ...check }): JudgedCheck => ({ ...check, ...judge(input) }));
  const counted = checks.flatMap((check) => {
    const range = ends(check);
    return range === undefined || check.experimental === true
      ? []
      : [{ check, range, weight: WEIGHTS[check.risk] }];
  });
  const weight = counted.reduce((sum, one) => sum + one.weight, 0);
  const mean = (end: 0 | 1): number =>
    rounded(counted.reduce((sum, one) => sum + one.weight * one.range[end], 0) / weight);
  const plan = counted
    // What the forge decides is no step; an interval whose points are lost here is one.
    .filter(({ check, range }) => check.lost.length > 0 && range[0] < 10)
    .flatMap(({ check: { name, todo }, range, weight: own }) => {
      const gain = rounded((own * (10 - range[0])) / weight);
      return todo === undefined || gain === 0 ? [] : [{ name, gain, todo }];
    })
    .sort((a, b) => b.gain - a.gain || (a.name < b.name ? -1 : 1));
  return {
    checks,
    ...(weight > 0 && { total: { min: mean(0), max: mean(1) } }),
    plan,
    unseen: checks.flatMap(({ name, shownBy }) => (shownBy === undefined ? [] : [{ name, shownBy }])),
  };
};
