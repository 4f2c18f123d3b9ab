import { createHash } from 'node:crypto';
import { type Accounted, unaudited } from '@custody/audit';
import { readBill, readDocument } from '@custody/sbom';
import { accountBill } from './bill.ts';
import type { CollectedArtifact } from './types.ts';

const FORMATS: Readonly<Record<string, string>> = {
  cyclonedx: 'CycloneDX',
  spdx: 'SPDX',
  'cyclonedx-xml': 'CycloneDX as XML',
  'spdx-3': 'SPDX 3',
  'spdx-tag-value': 'SPDX as tag-value text',
};

/** Takes every component of a CycloneDX or SPDX document in JSON, its subject included. Never throws. */
export const collectDocument = (bytes: Uint8Array, file: string): CollectedArtifact => {
  const { detection, document, problems } = readDocument(bytes);
  const head = {
    path: file,
    format: detection.kind === 'not-an-sbom' ? 'sbom' : detection.kind,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
  };
  if (document === undefined || !detection.supported) {
    const reason =
      detection.kind === 'not-an-sbom'
        ? detection.reason
        : `${FORMATS[detection.kind] ?? detection.kind}${detection.version === undefined ? '' : ` ${detection.version}`} is not read: convert it to CycloneDX 1.4 or later, or to SPDX 2.3, as JSON`;
    const accounted: readonly Accounted[] = [
      unaudited({ text: file, location: { file } }, 'malformed', `it cannot be read: ${reason}`),
    ];
    return { input: { ...head, accounted }, problems: [] };
  }
  const { bill, losses } = readBill(document);
  const root = bill.components.find(({ ref }) => ref === bill.root);
  return {
    input: {
      ...head,
      ...(root === undefined ? {} : { name: root.name }),
      ...(root?.version === undefined ? {} : { version: root.version }),
      // What the document describes may itself be a package that advisories name; an application or a directory has no purl.
      accounted: accountBill(bill, { file, bundled: false, root: root?.purl !== undefined }),
    },
    problems: [
      ...problems.map(({ message }) => ({ file, message })),
      ...losses.map(({ path, what, why }) => ({
        file,
        message: `${path}: ${what} was not taken over: ${why}`,
      })),
    ],
  };
};
