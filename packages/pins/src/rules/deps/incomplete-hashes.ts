import type { Rule } from '@custody/findings';
import { counted, listed } from '../../deps/words.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { hashMend } from './hash-mend.ts';
import { heldIn, offeredOf } from './hashed.ts';
import { unasked } from './unasked.ts';

const rule: Rule = {
  id: 'deps/incomplete-hashes',
  title: 'A lock names the hashes of all files of a version',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'On a platform whose wheel is not listed the install fails, or takes the sdist and builds it.',
  todo: 'Lock again for all platforms (`--universal`); look at files that were uploaded later before you take them in.',
  online: true,
};

/** Held versions of which an index offers wheels that the file does not know. A lock for one platform alone knows a single file. */
export const incompleteHashes: PinRule = {
  rule,
  *judge(view) {
    const held = heldIn(view);
    for (const one of held) {
      const { files } = offeredOf(view, one);
      const have = new Set(one.digests);
      const missing = files.filter(({ hashes }) => !have.has(hashes.get('sha256') ?? ''));
      // None in common: another rule's case.
      if (missing.length === 0 || missing.length === files.length) continue;
      const mend = one.entry && hashMend(view, one.file, one.entry, have);
      yield {
        kind: 'found',
        at: placeAt(one.file, one.range()),
        message: `${one.name} ${one.version} has ${counted(files.length, 'file')} on the index, and the hashes of ${missing.length} are not listed: ${listed(missing.map(({ name }) => name))}.`,
        key: `${one.name} ${one.version}`,
        // Files that came later are what the lock is there to keep out until someone has looked.
        ...(mend && { mend: { ...mend, safety: 'unsafe' as const } }),
      };
    }
    yield* unasked(view, held);
  },
};
