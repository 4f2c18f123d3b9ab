import { TAG_TREE } from '../codec/tags.ts';
import { blobCowns } from '../codec/blob.ts';
import { discard, encode, type Encoded, isStill } from '../codec/value.ts';
import { forget, remember } from '../cown/cache.ts';
import { Held, Seen } from '../cown/held.ts';
import { SLOT } from '../cown/identity.ts';
import { destroy, publish, setException, stored } from '../cown/store.ts';
import { COWN_FLAGS, FLAG_EXCEPTION } from '../cown/slot.ts';
import type { Thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { STRICT } from '../memory/layout.ts';
import type { Given } from './parameters.ts';
import type { Outcome } from './settle.ts';

type Change = {
  readonly slot: number;
  readonly value: unknown;
  readonly before: Encoded;
  readonly next: Encoded;
};

/** What a body left in its cowns, encoded but seen by nobody yet; and the outcome of its behaviour. */
export type Publication = { readonly changes: readonly Change[]; readonly outcome: Outcome };

const NONE: readonly Change[] = [];

const apply = (here: Thread, { slot, value, before, next }: Change): void => {
  publish(here, slot, next, before);
  if (next !== before && (here.port.get(slot + COWN_FLAGS) & FLAG_EXCEPTION) !== 0)
    setException(here, slot, false);
  // What holds cowns is decoded anew each time: remembered handles would keep them alive after everybody else has let go.
  if (next.tag === TAG_TREE && (blobCowns(here, next.low) === 0 || here.port.get(STRICT) === 1))
    remember(here, slot, value);
};

const checkReads = (here: Thread, given: readonly Given[]): Outcome | undefined => {
  if (here.port.get(STRICT) === 0) return undefined;
  for (const seen of given)
    if (seen instanceof Seen && !isStill(here, Seen.outcome(seen), stored(here, seen[SLOT])))
      return {
        kind: 'error',
        error: new BocError(
          'BOC_ESCAPED_REFERENCE',
          `a behaviour changed the value of cown ${seen[SLOT]}, which it had asked to read`,
        ),
      };
  return undefined;
};

const forgetAllOf = (given: readonly Given[]): void => {
  for (const held of given) forget(held[SLOT]);
};

const withdraw = (here: Thread, changes: readonly Change[]): void => {
  const orphans: number[] = [];
  for (const { next, before } of changes) if (next !== before) discard(here, next, orphans);
  destroy(here, orphans);
};

/**
 * Encodes what a body left in its cowns. The outcome is an error where a value cannot leave this thread.
 * A body that threw keeps what it did before, cown by cown as far as it can be encoded; after a normal end it is all or nothing.
 */
export const prepareAll = (
  here: Thread,
  given: readonly Given[],
  outcome: Outcome,
  atomic: boolean,
): Publication => {
  if (outcome.kind === 'error' && atomic) {
    forgetAllOf(given);
    return { changes: NONE, outcome };
  }
  let changes = NONE as Change[];
  let failure: Outcome | undefined;
  for (const held of given) {
    if (!(held instanceof Held) || !Held.publishes(held)) continue;
    try {
      const value = Held.left(held);
      const before = Held.before(held);
      const next = encode(here, value, before);
      // A word that is still the same is nothing to publish, and nothing to remember.
      if (next === before && next.tag !== TAG_TREE) continue;
      if (changes === NONE) changes = [];
      changes.push({ slot: held[SLOT], value, before, next });
    } catch (error) {
      forget(held[SLOT]);
      failure ??= { kind: 'error', error };
    }
  }
  if (failure !== undefined && outcome.kind === 'value') {
    withdraw(here, changes);
    forgetAllOf(given);
    return { changes: NONE, outcome: failure };
  }
  return { changes, outcome: checkReads(here, given) ?? outcome };
};

/** Gives everybody to see what was prepared. */
export const publishAll = (here: Thread, changes: readonly Change[]): void => {
  for (const change of changes) apply(here, change);
};
