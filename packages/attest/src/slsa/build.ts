import { signerIdentity } from '../identity/of-signer.ts';
import type { ProvenSigner } from '../identity/types.ts';
import type { BuilderTrust } from '../policy/types.ts';
import { judgeAgreement } from './agree.ts';
import { assess } from './assess.ts';
import { knownBuilder } from './builders.ts';
import type { Assessment, BuildProvenance, Requirement, RequirementVerdict } from './types.ts';

/** What is at hand about how one artifact was built. */
export type BuildEvidence = {
  /** Provenance whose subject is the artifact, whether or not its signature holds. `undefined`: there is none. */
  readonly provenance: BuildProvenance | undefined;
  /** Who signed it, where the whole verification holds. */
  readonly signer: ProvenSigner | undefined;
  /** Why it does not hold, where it is known to be bad rather than not known to be good. */
  readonly refuted?: string;
  /** Build types and workflows of other releases, where they were looked at. */
  readonly earlier?: readonly BuildProvenance[];
  readonly builders: readonly BuilderTrust[];
};

const CLAUSE = 'SLSA 1.2, Build: Requirements for producing artifacts';

const requirement = (
  level: number,
  id: string,
  [verdict, message]: readonly [RequirementVerdict, string],
): Requirement => ({ id, level, verdict, message, clause: CLAUSE });

const HOSTED = new Set(['github-hosted', 'gitlab-hosted']);

const hosted = (runner: string | undefined): readonly [RequirementVerdict, string] | undefined => {
  if (runner === undefined) return undefined;
  return HOSTED.has(runner)
    ? ['met', `it ran on a ${runner} runner, the certificate says`]
    : ['not-met', `it ran on a ${runner} runner, the certificate says`];
};

const consistent = ({ provenance, earlier }: BuildEvidence): readonly [RequirementVerdict, string] => {
  if (provenance === undefined) return ['not-shown', 'without provenance nothing tells how it was built'];
  const { buildType, source } = provenance;
  const other = earlier?.find((one) => one.buildType !== buildType || one.source.path !== source.path);
  if (other !== undefined)
    return ['not-met', `an earlier release was built by ${other.source.path ?? other.buildType}`];
  return source.path === undefined
    ? ['met', `the build type ${buildType} says how it was built`]
    : ['met', `it was built by ${source.path}, a process that is written down`];
};

/** SLSA 1.2 Build L1 to L3, requirement by requirement. */
export const assessBuild = (evidence: BuildEvidence): Assessment => {
  const { provenance, signer, refuted, builders } = evidence;
  const identity = signer && signerIdentity(signer);
  const known = provenance && identity && knownBuilder(provenance.builderId, identity, builders);
  const disagreement =
    provenance &&
    signer &&
    judgeAgreement(provenance, signer).find(({ outcome }) => outcome === 'does-not-hold');
  const none = ['not-shown', 'there is no build provenance'] as const;
  const authentic = (): readonly [RequirementVerdict, string] => {
    if (provenance === undefined) return none;
    if (refuted !== undefined) return ['not-met', refuted];
    if (identity === undefined) return ['not-shown', 'nobody is proven to have signed the provenance'];
    if (disagreement !== undefined) return ['not-met', disagreement.message];
    if (known !== undefined && known.level >= 2) return ['met', `the platform signed it: ${known.why}`];
    return identity.kind === 'github' || identity.kind === 'gitlab'
      ? [
          'met',
          'a workflow signed it, and the platform vouches for what the provenance says of source and run',
        ]
      : ['not-shown', 'whoever signed it is not known to be a build platform'];
  };
  const runner = identity?.kind === 'github' || identity?.kind === 'gitlab' ? identity.runner : undefined;
  const byLevel = (level: number, what: string): readonly [RequirementVerdict, string] => {
    if (provenance === undefined) return none;
    if (known !== undefined && known.level >= level) return ['declared', `${what}: ${known.why}`];
    return [
      'not-shown',
      `${what}: nothing in the evidence shows it, and nobody vouches for ${provenance.builderId}`,
    ];
  };
  return assess('build', 3, [
    requirement(
      1,
      'provenance-exists',
      provenance === undefined ? none : ['met', `provenance v${provenance.version} of this very file`],
    ),
    requirement(1, 'consistent-process', consistent(evidence)),
    requirement(
      1,
      'distribute-provenance',
      provenance === undefined ? none : ['met', 'it came with the file'],
    ),
    requirement(2, 'provenance-authentic', authentic()),
    requirement(2, 'hosted', hosted(runner) ?? byLevel(2, 'a hosted platform')),
    requirement(
      3,
      'provenance-unforgeable',
      byLevel(3, 'no step of the build can reach what signs the provenance'),
    ),
    requirement(3, 'isolated', byLevel(3, 'builds cannot influence one another')),
  ]);
};
