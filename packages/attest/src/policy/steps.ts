import { compareIdentities } from '../identity/compare.ts';
import { describeIdentity, identityKey } from '../identity/describe.ts';
import { signerIdentity } from '../identity/of-signer.ts';
import type { ProvenSigner, SignerIdentity } from '../identity/types.ts';
import type { Step, StepOutcome } from '../types.ts';
import type { Verification } from '../verify/types.ts';
import { mismatchText, signerMismatches } from './match.ts';
import { PLAIN_SIGNATURE, predicateName } from './predicates.ts';
import type { Release } from './template.ts';
import type { PackageRule, SignerRule } from './types.ts';

/** A verification, whoever it proves to have signed. */
export type EvidenceVerification = Omit<Verification, 'signer'> & {
  readonly signer: ProvenSigner | undefined;
};

/** One piece of evidence about the artifact, and what became of its verification. */
export type SignedEvidence = {
  /** Where it stands, for people. */
  readonly place: string;
  readonly verification: EvidenceVerification;
};

export const step = (id: string, outcome: StepOutcome, message: string, required?: false): Step => ({
  id,
  outcome,
  message,
  clause: 'policy of the invoker',
  ...(required === undefined ? {} : { required }),
});

export type Proven = {
  readonly place: string;
  readonly identity: SignerIdentity;
  readonly type: string;
  readonly of: EvidenceVerification;
};

/** Only what holds in every step is believed: a signature that is good over the wrong bytes says nothing. */
export const proven = (evidence: readonly SignedEvidence[]): readonly Proven[] =>
  evidence.flatMap(({ place, verification }) => {
    const { outcome, signer, statement } = verification;
    if (outcome !== 'holds' || signer === undefined) return [];
    const type = statement?.predicateType ?? PLAIN_SIGNATURE;
    return [{ place, identity: signerIdentity(signer), type, of: verification }];
  });

type Fit = { readonly one: Proven; readonly fits: boolean; readonly silent: boolean; readonly why: string };

/** How near a signer comes to any of the rules that may sign this kind of evidence. */
const fit = (one: Proven, rules: readonly SignerRule[], release: Release): Fit => {
  const may = rules.filter(({ predicates }) => predicates === undefined || predicates.includes(one.type));
  let nearest: { readonly count: number; readonly silent: boolean; readonly why: string } | undefined;
  for (const rule of may) {
    const mismatches = signerMismatches(rule, one.identity, release);
    if (mismatches.length === 0) return { one, fits: true, silent: false, why: '' };
    const silent = mismatches.every(({ found }) => found === undefined);
    const why = mismatches.map(mismatchText).join('; ');
    if (nearest === undefined || mismatches.length < nearest.count || (silent && !nearest.silent))
      nearest = { count: mismatches.length, silent, why };
  }
  const why = nearest?.why ?? `nobody is named who may sign ${predicateName(one.type)}`;
  return { one, fits: false, silent: nearest?.silent === true, why };
};

export const signerSteps = (
  all: readonly Proven[],
  rules: readonly SignerRule[],
  threshold: number,
  release: Release,
): { readonly steps: readonly Step[]; readonly counted: readonly Proven[] } => {
  const fits = all.map((one) => fit(one, rules, release));
  const counted = fits.filter((one) => one.fits).map(({ one }) => one);
  const people = new Set(counted.map(({ identity }) => identityKey(identity)));
  const enough = people.size >= threshold;
  // Once enough have signed, whoever signed besides does not count, for or against.
  const steps = fits.map(({ one, fits: good, silent, why }): Step => {
    const who = `${one.place}: ${predicateName(one.type)} by ${describeIdentity(one.identity)}`;
    if (good) return step('signer', 'holds', who);
    if (enough)
      return step('other-signer', 'unjudged', `${who}, who is not expected and does not count`, false);
    return step('signer', silent ? 'unjudged' : 'does-not-hold', `${who}: ${why}`);
  });
  const silence = fits.some((one) => one.silent);
  const tally = `${people.size} of ${threshold} expected ${threshold === 1 ? 'signer has' : 'signers have'} signed`;
  steps.push(step('threshold', enough ? 'holds' : silence ? 'unjudged' : 'does-not-hold', tally));
  return { steps, counted };
};

export const requiredSteps = (rule: PackageRule, counted: readonly Proven[]): readonly Step[] =>
  rule.require.map((types) => {
    const name = predicateName(types[0] ?? '');
    const found = counted.find(({ type }) => types.includes(type));
    return found === undefined
      ? step('required-evidence', 'does-not-hold', `there is no ${name} by an expected signer`)
      : step('required-evidence', 'holds', `${name}: ${found.place}`);
  });

export const ageSteps = (
  { maxAge }: PackageRule,
  counted: readonly Proven[],
  now: number,
): readonly Step[] => {
  if (maxAge === undefined) return [];
  return counted.map(({ place, of }) => {
    const time = Math.min(...of.times.map((one) => one.time));
    if (!Number.isFinite(time)) return step('age', 'unjudged', `${place}: no time of signing is proven`);
    const days = Math.floor((now - time) / 86_400_000);
    const most = Math.floor(maxAge / 86_400_000);
    return step(
      'age',
      now - time > maxAge ? 'does-not-hold' : 'holds',
      `${place}: signed ${days} days ago, at most ${most}`,
    );
  });
};

/** What `first-use` asks: that whoever was recorded signs still. */
export const keptSteps = (
  all: readonly Proven[],
  recorded: readonly SignerIdentity[] | undefined,
): readonly Step[] => {
  const found = all.map(({ identity }) => identity);
  if (recorded === undefined)
    return [
      found.length === 0
        ? step(
            'identity-kept',
            'unjudged',
            'nothing is recorded of who signs this package, and nobody has signed',
          )
        : step(
            'identity-kept',
            'unjudged',
            `nothing is recorded of who signs this package; it is ${found.map(describeIdentity).join('; ')}`,
          ),
    ];
  return compareIdentities(recorded, found).map(({ kind, message }) =>
    step('identity-kept', kind === 'same' || kind === 'gained' ? 'holds' : 'does-not-hold', message),
  );
};
