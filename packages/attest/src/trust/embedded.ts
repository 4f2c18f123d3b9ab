import type { Seed } from './seed/types.ts';
import { PUBLIC_GOOD } from './seed/public-good.ts';
import { readTrustRoot } from './read.ts';
import type { TrustRoot } from './types.ts';

/** Instances that custody knows by name. Staging vouches for nothing: it is there for rehearsals, and only when asked for. */
export type EmbeddedName = 'public-good' | 'staging';

/** The seed of an instance. The one for rehearsals is loaded when first asked for. */
export const seedOf = async (name: EmbeddedName): Promise<Seed> =>
  name === 'public-good' ? PUBLIC_GOOD : (await import('./seed/staging.ts')).STAGING;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

let publicGood: TrustRoot | undefined;

const rootOf = (seed: Seed): TrustRoot => {
  const reading = readTrustRoot(encode(seed.trustedRoot), { kind: 'embedded', date: seed.date });
  if (reading.kind === 'invalid') throw new Error(`the embedded trust root: ${reading.problems[0].message}`);
  return reading.value;
};

/** The trust root that is part of custody: Sigstore's public good instance, as of the date in its mode. Read once. */
export const embeddedTrustRoot = (): TrustRoot => (publicGood ??= rootOf(PUBLIC_GOOD));

/** The trust root of Sigstore's staging instance, as of the date in its mode. */
export const stagingTrustRoot = async (): Promise<TrustRoot> => rootOf(await seedOf('staging'));
