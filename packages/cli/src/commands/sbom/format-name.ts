import type { Detection } from '@custody/sbom';

const NAMES: Readonly<Record<Detection['kind'], string>> = {
  cyclonedx: 'CycloneDX',
  spdx: 'SPDX',
  'spdx-3': 'SPDX (JSON-LD)',
  'cyclonedx-xml': 'CycloneDX (XML)',
  'spdx-tag-value': 'SPDX (tag-value)',
  'not-an-sbom': 'no SBOM',
};

/** What a document is, for people: `CycloneDX 1.6`. */
export const formatName = (detection: Detection): string =>
  detection.kind === 'not-an-sbom' || detection.version === undefined
    ? NAMES[detection.kind]
    : `${NAMES[detection.kind]} ${detection.version}`;
