import { basename } from 'node:path';
import {
  type ArtifactFacts,
  type EvidenceContext,
  type EvidenceFile,
  type ExaminedEvidence,
  examineEvidence,
  findEvidence,
  type IndexAnswer,
  readEvidenceFile,
} from '@custody/attest';
import { digestOf, HostError, lookAt, openSource, readWhole } from '@custody/host';
import { CommandError } from '../../exit.ts';

/** Signatures that need the bytes themselves are judged up to this size; past it they stay unjudged. */
const MAX_BYTES = 512 * 2 ** 20;

export type Examined = {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
  readonly evidence: readonly ExaminedEvidence[];
  /** Why the index that was asked gave nothing. */
  readonly absent?: string;
};

const digest = (path: string): string => {
  const source = openSource(path);
  try {
    const sha256 = digestOf(source);
    source.assertUnchanged();
    return sha256;
  } finally {
    source.close();
  }
};

const contentOf = (path: string): Uint8Array | undefined => {
  try {
    return readWhole(path, MAX_BYTES);
  } catch (error) {
    if (error instanceof HostError && error.code === 'too-large') return undefined;
    throw error;
  }
};

/** What `--evidence` names: single files serve every artifact, folders those that have evidence in them under their name. */
const evidenceFor = (artifact: string, places: readonly string[] | undefined): readonly EvidenceFile[] => {
  if (places === undefined) return findEvidence(artifact);
  return places.flatMap((place) =>
    lookAt(place).kind === 'directory' ? findEvidence(artifact, place) : [readEvidenceFile(place)],
  );
};

/** Looks at all evidence about one artifact. With `stated`, the digest is a person's word and the file is not opened. */
export const examineArtifact = async (
  path: string,
  options: {
    readonly stated: string | undefined;
    readonly places: readonly string[] | undefined;
    readonly provenanceOf: ((name: string) => Promise<IndexAnswer>) | undefined;
    readonly context: Omit<EvidenceContext, 'bytes'>;
  },
): Promise<Examined> => {
  const { stated, places, provenanceOf, context } = options;
  if (stated === undefined && lookAt(path).kind !== 'file')
    throw new CommandError(`${path} is no file; custody verify takes the files themselves`);
  const name = basename(path);
  const sha256 = stated ?? digest(path);
  const facts: ArtifactFacts = { digests: { sha256 }, name };
  const evidence: ExaminedEvidence[] = [];
  const bytes = stated === undefined ? { bytes: () => contentOf(path) } : {};
  const answer = await provenanceOf?.(name);
  const files = [...evidenceFor(path, places), ...(answer?.kind === 'evidence' ? [answer.file] : [])];
  for (const file of files) evidence.push(...(await examineEvidence(file, facts, { ...context, ...bytes })));
  return { path, name, sha256, evidence, ...(answer?.kind === 'none' ? { absent: answer.why } : {}) };
};
