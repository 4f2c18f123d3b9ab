import { basename, join } from 'node:path';
import { type FilePort, HostError, lookAt, readWhole, systemFiles } from '@custody/host';

/** A file of evidence, as it was found. */
export type EvidenceFile =
  | { readonly kind: 'signed'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'pgp'; readonly path: string; readonly bytes: Uint8Array }
  /** It is there and could not be read: not the same as absent. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

/** What is put behind an artifact's name to name evidence about it. */
export const EVIDENCE_SUFFIXES: readonly string[] = [
  '.publish.attestation',
  '.slsa.attestation',
  '.attestation',
  '.provenance',
  // As custody attest sign names what PEP 740 has no file for.
  ...['publish', 'provenance', 'sbom', 'test-result', 'vulns', 'release', 'approval', 'vsa'].map(
    (kind) => `.${kind}.sigstore.json`,
  ),
  '.sigstore.json',
  '.sigstore',
  '.intoto.jsonl',
  '.asc',
  '.sig',
];

/** Whether a file of this name is evidence about another one, rather than an artifact. */
export const isEvidenceName = (name: string): boolean =>
  EVIDENCE_SUFFIXES.some((suffix) => name.endsWith(suffix));

const MAX_EVIDENCE = 64 * 2 ** 20;

/** Reads one file of evidence. Throws nothing that says only that this file cannot be read. */
export const readEvidenceFile = (path: string, files: FilePort = systemFiles): EvidenceFile => {
  try {
    const bytes = readWhole(path, MAX_EVIDENCE, { files });
    return { kind: /\.(?:asc|sig)$/.test(path) ? 'pgp' : 'signed', path, bytes };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { kind: 'unreadable', path, reason: error.message };
  }
};

const isThere = (path: string, files: FilePort): boolean => {
  try {
    lookAt(path, files);
    return true;
  } catch (error) {
    // What may not be looked at is there, as far as anybody can tell.
    return !(error instanceof HostError && error.code === 'not-found');
  }
};

/** The evidence that stands beside an artifact, or in another folder under its name, in the order of `EVIDENCE_SUFFIXES`. */
export const findEvidence = (
  artifact: string,
  folder?: string,
  files: FilePort = systemFiles,
): readonly EvidenceFile[] => {
  const start = folder === undefined ? artifact : join(folder, basename(artifact));
  return EVIDENCE_SUFFIXES.map((suffix) => `${start}${suffix}`)
    .filter((path) => isThere(path, files))
    .map((path) => readEvidenceFile(path, files));
};
