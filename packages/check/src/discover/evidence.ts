import { type FilePort, HostError, lookAt, systemFiles } from '@custody/host';

/** What `EVIDENCE_SUFFIXES` of @custody/attest has, without what verifies it: most artifacts have no evidence beside them. */
export const SUFFIXES: readonly string[] = [
  '.publish.attestation',
  '.slsa.attestation',
  '.attestation',
  '.provenance',
  ...['publish', 'provenance', 'sbom', 'test-result', 'vulns', 'release', 'approval', 'vsa'].map(
    (kind) => `.${kind}.sigstore.json`,
  ),
  '.sigstore.json',
  '.sigstore',
  '.intoto.jsonl',
  '.asc',
  '.sig',
];

/** Whether evidence about an artifact stands beside it. What may not be looked at counts as there. */
export const hasEvidence = (artifact: string, files: FilePort = systemFiles): boolean =>
  SUFFIXES.some((suffix) => {
    try {
      lookAt(`${artifact}${suffix}`, files);
      return true;
    } catch (error) {
      return !(error instanceof HostError && error.code === 'not-found');
    }
  });
