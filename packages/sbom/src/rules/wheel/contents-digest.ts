import { unknown, type Unknown } from '@custody/findings';
import { CONTENTS_PROPERTY, contentsDigest } from '../../wheel/contents-digest.ts';
import { inDocuments, type Seen, type WheelSbomRule } from './types.ts';

const rule: WheelSbomRule['rule'] = {
  id: 'sbom/contents-digest',
  title: 'The wheel still has the contents that its SBOM was made from',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'files were changed, added or removed after the document was made: it may not hold for them',
  attack: 'code is added to a finished wheel whose RECORD is then made anew',
  todo: 'Find out what changed the wheel after `custody sbom embed`; embedding is the last step of a build.',
};

export const contentsDigestHolds: WheelSbomRule = {
  rule,
  judge: ({ file, contents, documents }) => {
    const seen: Seen[] = [];
    const unknowns: Unknown[] = [];
    let actual: string | undefined;
    for (const document of documents) {
      const root = document.bill.components.find(({ ref }) => ref === document.bill.root);
      const said = root?.properties?.find(({ name }) => name === CONTENTS_PROPERTY)?.value;
      if (root === undefined || said === undefined) continue;
      actual ??= contentsDigest(contents.inspection);
      const pointer = document.places.get(root.ref) ?? '';
      if (actual === undefined)
        unknowns.push(
          unknown(rule, {
            reason: 'not every file of the wheel was read',
            location: { file, entry: document.path },
          }),
        );
      else if (actual !== said)
        seen.push({
          document,
          observation: {
            pointer,
            message: `the digest of the contents is ${actual}; the document says ${said}`,
          },
        });
    }
    return { findings: inDocuments(rule, file, seen), unknowns };
  },
};
