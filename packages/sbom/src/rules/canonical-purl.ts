import { pointerTo } from '../json/pointer.ts';
import { parsePurl } from '../purl/parse.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

/** Plain purls that parsing would give back unchanged: most of a document's, told without parsing them. */
export const PLAIN =
  /^pkg:(?:pypi\/[a-z0-9]+(?:-[a-z0-9]+)*|(?:cargo|generic)\/[A-Za-z0-9_-]+)@[A-Za-z0-9._~-]{1,100}$/;

const sameBeforeQualifiers = (a: string, b: string): boolean => a.split('?', 1)[0] === b.split('?', 1)[0];

export const canonicalPurl: SbomRule = {
  rule: {
    id: 'sbom/canonical-purl',
    title: 'Every purl is well formed and canonical',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'ECMA-427, Package-URL; PEP 503, Normalized Names',
    why: 'scanners compare purls as text: one that is not canonical matches no advisory',
    todo: 'Write the purl in its canonical form.',
  },
  judge: function* ({ bill, document, places }): Generator<Observation> {
    for (const { ref, purl } of bill.components) {
      if (purl === undefined || PLAIN.test(purl)) continue;
      const reading = parsePurl(purl);
      const place = places.get(ref) ?? '';
      const pointer = document.detection.kind === 'spdx' ? place : pointerTo(place, 'purl');
      if (reading.kind === 'malformed')
        yield { pointer, message: `${quote(purl)} is no purl: ${reading.message}`, severity: 'medium' };
      else if (reading.canonical !== purl)
        yield {
          pointer,
          message: `${quote(purl)} is not canonical; that would be ${quote(reading.canonical)}`,
          // Where only the escapes of qualifiers differ, readers that parse still agree.
          ...(sameBeforeQualifiers(purl, reading.canonical)
            ? { severity: 'info' as const, group: 'qualifiers' }
            : {}),
        };
    }
  },
};
