import type { BuilderTrust } from '../policy/types.ts';
import { signerMismatches } from '../policy/match.ts';
import type { SignerIdentity } from '../identity/types.ts';

const GENERATOR = 'https://github.com/slsa-framework/slsa-github-generator/.github/workflows/';

/** Releases of the generator's isolated builders: a branch or a commit would not do, for a tag is what its own verifier asks for. */
const LEVEL_3 = /^[a-z0-9_-]{1,60}_slsa3\.yml@refs\/tags\/v\d{1,4}\.\d{1,4}\.\d{1,4}$/;

/** A builder in which somebody believes, and up to which level. */
export type KnownBuilder = { readonly level: 1 | 2 | 3; readonly why: string };

/**
 * What is known of a pair of builder and signer: what the invoker's policy says, else the few that custody knows (SLSA 1.2,
 * "Verifying artifacts", roots of trust). A builder's id alone says nothing: anybody can write it.
 */
export const knownBuilder = (
  builderId: string,
  signer: SignerIdentity,
  trusted: readonly BuilderTrust[],
): KnownBuilder | undefined => {
  const stated = trusted.find(
    (one) => one.id === builderId && signerMismatches(one.signer, signer, {}).length === 0,
  );
  if (stated !== undefined) return { level: stated.level, why: 'the policy says so' };
  if (signer.kind !== 'github' || signer.builder === undefined) return undefined;
  if (
    signer.builder.startsWith(GENERATOR) &&
    signer.builder === builderId &&
    LEVEL_3.test(builderId.slice(GENERATOR.length))
  )
    return {
      level: 3,
      why: 'slsa-github-generator signs in a job of its own, which the calling workflow cannot reach',
    };
  return undefined;
};
