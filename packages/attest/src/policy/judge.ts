import { glob } from '@custody/findings';
import { compareVersions, parseVersion } from '@custody/python';
import type { SignerIdentity } from '../identity/types.ts';
import type { Step } from '../types.ts';
import { levelSteps } from './levels.ts';
import {
  ageSteps,
  keptSteps,
  type Proven,
  proven,
  requiredSteps,
  type SignedEvidence,
  signerSteps,
  step,
} from './steps.ts';
import type { Release } from './template.ts';
import type { PackageRule, PolicyMode, SignerPolicy, SignerRule } from './types.ts';

export type PolicyInput = {
  readonly policy?: SignerPolicy;
  /** Expectations of the command line: one of them has to have signed. */
  readonly expected?: readonly SignerRule[];
  readonly release: Release;
  readonly evidence: readonly SignedEvidence[];
  /** Who is recorded to have signed this package; `undefined`: nothing is recorded. */
  readonly recorded?: readonly SignerIdentity[];
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** `nothing-asked`: neither a policy nor an expectation speaks of the artifact, and so nobody has said who may sign it. */
export type PolicyOutcome = 'met' | 'mismatch' | 'no-evidence' | 'undecided' | 'nothing-asked';

export type PolicyVerdict = {
  readonly kind: PolicyOutcome;
  /** Absent where no rule applies. */
  readonly mode: PolicyMode | undefined;
  readonly steps: readonly Step[];
};

/** The rule that decides about a package: the first whose name fits. */
export const ruleFor = (policy: SignerPolicy, name: string | undefined): PackageRule | undefined =>
  policy.packages.find(({ names }) =>
    names.some((one) => one === '*' || (name !== undefined && glob(one)(name))),
  );

const outcomeOf = (
  steps: readonly Step[],
  all: readonly Proven[],
  evidence: readonly SignedEvidence[],
): PolicyOutcome => {
  const failed = steps.some(({ outcome }) => outcome === 'does-not-hold');
  if (failed && evidence.length === 0) return 'no-evidence';
  // What could not be verified may be the very evidence that is asked for.
  const unverified = evidence.some(({ verification }) => verification.outcome === 'unjudged');
  if (failed && all.length === 0 && unverified) return 'undecided';
  if (failed) return 'mismatch';
  return steps.some(({ outcome, required }) => outcome === 'unjudged' && required !== false)
    ? 'undecided'
    : 'met';
};

const grandfathered = ({ since }: PackageRule, { version }: Release): Step | undefined => {
  const first = since === undefined ? undefined : parseVersion(since);
  if (first === undefined) return undefined;
  if (version === undefined)
    return step(
      'since',
      'unjudged',
      `evidence is asked for since ${since ?? ''}; the version of the file is not known`,
    );
  return compareVersions(version, first) < 0
    ? step('since', 'holds', `evidence is asked for since ${since ?? ''}, and this is older`)
    : undefined;
};

const judgeRule = (rule: PackageRule, policy: SignerPolicy, input: PolicyInput): PolicyVerdict => {
  const { release, evidence, recorded, now } = input;
  const exempt = grandfathered(rule, release);
  if (exempt !== undefined)
    return { kind: exempt.outcome === 'holds' ? 'met' : 'undecided', mode: rule.mode, steps: [exempt] };
  const all = proven(evidence);
  const named = rule.mode === 'first-use' && rule.signers.length === 0;
  const signed = named
    ? { steps: [], counted: all }
    : signerSteps(all, rule.signers, rule.threshold, release);
  const steps = [
    ...signed.steps,
    ...requiredSteps(rule, signed.counted),
    ...ageSteps(rule, signed.counted, now),
    ...levelSteps(rule, { counted: signed.counted, all, policy, release }),
    ...(rule.mode === 'first-use' ? keptSteps(all, recorded) : []),
  ];
  return { kind: outcomeOf(steps, all, evidence), mode: rule.mode, steps };
};

/** The policy of somebody who has none. */
export const NO_POLICY: SignerPolicy = { packages: [], builders: [], verifiers: [], declared: new Map() };

const worst = (verdicts: readonly PolicyVerdict[]): PolicyVerdict => {
  const order: readonly PolicyOutcome[] = ['mismatch', 'no-evidence', 'undecided', 'met', 'nothing-asked'];
  const kinds = verdicts.map(({ kind }) => kind);
  const kind = order.find((one) => kinds.includes(one)) ?? 'nothing-asked';
  const modes = verdicts.filter((one) => one.kind === kind).map(({ mode }) => mode);
  return {
    kind,
    mode: modes.includes('enforce') ? 'enforce' : modes[0],
    steps: verdicts.flatMap(({ steps }) => steps),
  };
};

/**
 * Holds who has signed an artifact against who may: the rule of the policy that speaks of its package, and what the command line
 * expects. Only evidence whose verification holds counts; nothing here makes bad evidence good.
 */
export const judgePolicy = (input: PolicyInput): PolicyVerdict => {
  const { policy, expected, release, now } = input;
  const verdicts: PolicyVerdict[] = [];
  if (expected !== undefined && expected.length > 0) {
    const rule: PackageRule = {
      at: '--identity',
      names: ['*'],
      mode: 'enforce',
      require: [],
      signers: expected,
      threshold: 1,
    };
    verdicts.push(judgeRule(rule, policy ?? NO_POLICY, input));
  }
  const rule = policy && ruleFor(policy, release.name);
  if (policy?.expires !== undefined && new Date(now).toISOString().slice(0, 10) > policy.expires)
    verdicts.push({
      kind: 'undecided',
      mode: 'enforce',
      steps: [step('policy-valid', 'unjudged', `the policy held until ${policy.expires}`)],
    });
  else if (policy !== undefined && rule !== undefined) verdicts.push(judgeRule(rule, policy, input));
  if (verdicts.length > 0) return worst(verdicts);
  const message =
    policy === undefined
      ? 'nobody has said who may sign this, by a policy or by --identity'
      : `no rule of the policy speaks of ${release.name ?? 'a file without a name'}`;
  return { kind: 'nothing-asked', mode: undefined, steps: [step('signer-expected', 'unjudged', message)] };
};
