import { basename } from 'node:path';
import { type ArtifactLevels, makeVsa, type VerificationSummary } from '@custody/attest';
import { writeNew } from '@custody/host';
import { CommandError } from '../../exit.ts';
import type { LoadedSigners } from './policy.ts';
import { verdictOf, type VerifyResult } from './result.ts';

export type SummaryFlags = {
  readonly summary?: string;
  readonly verifier?: string;
  readonly resource?: string;
  readonly identity?: readonly string[];
};

/** Throws CommandError where a summary would lack who verified, or nobody wants one. */
export const assertSummaryFlags = ({ summary, verifier, resource }: SummaryFlags): void => {
  if (summary === undefined && (verifier !== undefined || resource !== undefined))
    throw new CommandError(
      `--${verifier === undefined ? 'resource' : 'verifier'} is for --summary: give both`,
    );
  if (summary !== undefined && !URL.canParse(verifier ?? ''))
    throw new CommandError('--summary needs --verifier, a URI that says who verifies');
};

/** What everything is a release of, as a package URL. */
const resourceOf = ({ artifacts }: VerifyResult): string => {
  const purls = new Set(
    artifacts.map(({ release, version }) =>
      release.name === undefined || version === undefined
        ? ''
        : `pkg:pypi/${release.name}@${version.replaceAll('+', '%2B')}`,
    ),
  );
  const [purl = ''] = purls;
  if (purls.size !== 1 || purl === '')
    throw new CommandError('the files are not those of one release: say with --resource what they are');
  return purl;
};

/** What was required, as the summary's policy: the file by name and digest, or the expectations of the command line. */
const policyOf = ({ identity }: SummaryFlags, signers: LoadedSigners | undefined) =>
  signers === undefined
    ? {
        policyUri: `urn:custody:expectation:${(identity ?? []).map(encodeURIComponent).join(',')}`,
        policySha256: undefined,
      }
    : { policyUri: signers.path, policySha256: signers.sha256 };

/** Evidence that held, by digest: one file may speak of several artifacts. */
const inputsOf = ({ artifacts }: VerifyResult): readonly string[] => [
  ...new Set(
    artifacts.flatMap(({ evidence }) =>
      evidence.flatMap((one) =>
        one.kind === 'verified' && one.verification.outcome === 'holds' && one.sha256 !== undefined
          ? [one.sha256]
          : [],
      ),
    ),
  ),
];

/**
 * Writes what was verified as a verification summary (SLSA 1.2), an in-toto statement that is still to be signed. Only where
 * everything holds: says why there is none otherwise.
 */
export const writeSummary = async (
  result: VerifyResult,
  levels: readonly ArtifactLevels[],
  flags: SummaryFlags & { readonly summary: string },
  signers: LoadedSigners | undefined,
  now: number,
): Promise<string> => {
  if (verdictOf(result) !== 'ok') return 'none is written: not everything is verified';
  const level = Math.min(...levels.map(({ build }) => build.level));
  const summary: VerificationSummary = {
    verifierId: flags.verifier ?? '',
    timeVerified: `${new Date(now).toISOString().slice(0, 19)}Z`,
    resourceUri: flags.resource ?? resourceOf(result),
    ...policyOf(flags, signers),
    result: 'PASSED',
    levels: [`SLSA_BUILD_LEVEL_${level}`],
    inputs: inputsOf(result).map((sha256) => ({ uri: undefined, sha256 })),
    slsaVersion: '1.2',
  };
  const subjects = result.artifacts.map(({ path, sha256 }) => ({ name: basename(path), sha256 }));
  await writeNew(flags.summary, (sink) => sink.write(makeVsa(subjects, summary)));
  return `${flags.summary}, ${summary.levels.join(', ')}; sign it with custody attest sign --kind vsa`;
};
