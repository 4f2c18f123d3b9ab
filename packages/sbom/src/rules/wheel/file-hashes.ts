import { unknown, type Unknown } from '@custody/findings';
import type { HashAlgorithm } from '../../bill/types.ts';
import { quote } from '../types.ts';
import { inDocuments, MOST, type Seen, type WheelSbomContext, type WheelSbomRule } from './types.ts';

const rule: WheelSbomRule['rule'] = {
  id: 'sbom/file-hashes',
  title: 'Hashes of files in the SBOM are those of the bytes in the wheel',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  standard: 'CycloneDX, component.hashes; SPDX 2.3, clause 8.4',
  why: 'the file is not the one that the document was made for: what the document says of it may not hold',
  attack: 'a library is replaced by another one after the SBOM was made',
  todo: 'Find out which of the two is right before you use the wheel; if it is the wheel, run `custody sbom embed` on it.',
};

type Known = ReadonlyMap<string, ReadonlyMap<HashAlgorithm, string>>;

/** The digests of the contents that were read whole. */
const knownDigests = ({ contents: { inspection, natives } }: WheelSbomContext): Known => {
  const known = new Map<string, Map<HashAlgorithm, string>>();
  for (const { entry, sha256, problems } of inspection.entries)
    if (problems.length === 0) known.set(entry.name, new Map([['SHA-256', sha256]]));
  for (const { path, sha512 } of natives) if (sha512 !== undefined) known.get(path)?.set('SHA-512', sha512);
  return known;
};

export const fileHashes: WheelSbomRule = {
  rule,
  judge: (context) => {
    const { file, contents, claims } = context;
    const names = new Set(contents.inspection.zip.entries.map(({ name }) => name));
    const known = knownDigests(context);
    const seen: Seen[] = [];
    const unknowns: Unknown[] = [];
    for (const { path, document, component, hashes } of claims) {
      // What is not in the wheel is another rule's, and a claim without hash claims no bytes.
      if (!names.has(path) || hashes.length === 0) continue;
      const digests = known.get(path);
      const comparable = hashes.filter(({ algorithm }) => digests?.has(algorithm) === true);
      if (comparable.length === 0 && unknowns.length < MOST) {
        const reason =
          digests === undefined
            ? `the content of ${quote(path)} was not read`
            : `${document.label} has no SHA-256 of ${quote(path)}, only ${hashes.map(({ algorithm }) => algorithm).join(', ')}`;
        unknowns.push(unknown(rule, { reason, location: { file, entry: path } }));
      }
      for (const { algorithm, value } of comparable)
        if (digests?.get(algorithm) !== value)
          seen.push({
            document,
            observation: {
              pointer: document.places.get(component.ref) ?? '',
              message: `${algorithm} of ${quote(path)} is ${digests?.get(algorithm) ?? ''}; the document says ${value}`,
            },
          });
    }
    return { findings: inDocuments(rule, file, seen), unknowns };
  },
};
