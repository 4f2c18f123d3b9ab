export const PUBLISH_PREDICATE = 'https://docs.pypi.org/attestations/publish/v1';
export const PROVENANCE_V02 = 'https://slsa.dev/provenance/v0.2';
export const PROVENANCE_V1 = 'https://slsa.dev/provenance/v1';
export const VSA_PREDICATE = 'https://slsa.dev/verification_summary/v1';

/** Short names for predicate types; what has several versions is met by any of them. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['publish', [PUBLISH_PREDICATE]],
  ['provenance', [PROVENANCE_V1, PROVENANCE_V02]],
  ['vsa', [VSA_PREDICATE]],
  ['release', ['https://in-toto.io/attestation/release/v0.2', 'https://in-toto.io/attestation/release/v0.1']],
  ['cyclonedx', ['https://cyclonedx.org/bom']],
  ['spdx', ['https://spdx.dev/Document', 'https://spdx.dev/Document/v2.3']],
  ['approval', ['urn:custody:attestation:approval:v1']],
  ['test-result', ['https://in-toto.io/attestation/test-result/v0.1']],
  ['vulns', ['https://in-toto.io/attestation/vulns/v0.2', 'https://in-toto.io/attestation/vulns/v0.1']],
]);

/** A signature over the file itself, without any statement. */
export const PLAIN_SIGNATURE = 'signature';

export const PREDICATE_NAMES: readonly string[] = [...NAMES.keys(), PLAIN_SIGNATURE];

/** The predicate types that a policy's word stands for: a short name, or a URI that stands for itself. */
export const predicateTypes = (word: string): readonly string[] | undefined =>
  NAMES.get(word) ?? (word === PLAIN_SIGNATURE || /^https:\/\/\S+$/.test(word) ? [word] : undefined);

/** The short name of a predicate type where it has one. */
export const predicateName = (type: string): string =>
  [...NAMES].find(([, types]) => types.includes(type))?.[0] ?? type;
