import type { Rule } from '@custody/findings';
import { counted } from '../../deps/words.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { heldIn, offeredOf } from './hashed.ts';
import { unasked } from './unasked.ts';

const rule: Rule = {
  id: 'deps/hash-not-on-index',
  title: 'Every hash of a lock is that of a file that the index offers',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'A hash that the index does not know was put there for another file: from another index, removed since, or slipped in with a change of the lock.',
  todo: 'Find out where the file came from; lock again from the index, and look at what changed.',
  online: true,
};

/** Hashes behind a version that none of the index's files for it has. */
export const hashNotOnIndex: PinRule = {
  rule,
  *judge(view) {
    const held = heldIn(view);
    for (const one of held) {
      const { files, whole } = offeredOf(view, one);
      // An index that was not asked may have it.
      if (!whole) continue;
      const there = new Set(files.map(({ hashes }) => hashes.get('sha256')));
      const strange = one.digests.filter((digest) => !there.has(digest));
      if (strange.length === 0) continue;
      yield {
        kind: 'found',
        at: placeAt(one.file, one.range()),
        message:
          files.length === 0
            ? `${one.name} ${one.version} is held by ${counted(one.digests.length, 'hash', 'hashes')}, and the index offers no file of that version.`
            : `${one.name} ${one.version} is held by ${counted(strange.length, 'hash', 'hashes')} that none of the ${counted(files.length, 'file')} on the index has: sha256:${(strange[0] ?? '').slice(0, 16)}….`,
        // A file may have been removed; one that never was there is another thing, and the two look alike.
        ...(files.length > 0 && strange.length < one.digests.length ? { severity: 'medium' as const } : {}),
        key: `${one.name} ${one.version}`,
      };
    }
    yield* unasked(view, held);
  },
};
