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

const changeOf = (here: Thread, held: Held<unknown>): Change | undefined => {
  const end = Held.outcome(held);
  if (end === undefined) return undefined;
  const { value, before } = end;
  return { slot: held[SLOT], value, before, next: encode(here, value, before) };
};

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

/**
 * Publishes what a body left in its cowns, and answers the outcome of the behaviour: an error where a value cannot leave this thread.
 * A body that threw keeps what it did before, cown by cown as far as it can be encoded; after a normal end it is all or nothing.
 */
export const publishAll = (
  here: Thread,
  given: readonly Given[],
  outcome: Outcome,
  atomic: boolean,
): Outcome => {
  if (outcome.kind === 'error' && atomic) {
    forgetAllOf(given);
    return outcome;
  }
  const changes: Change[] = [];
  let failure: Outcome | undefined;
  for (const held of given) {
    if (!(held instanceof Held)) continue;
    try {
      const change = changeOf(here, held);
      if (change !== undefined) changes.push(change);
    } catch (error) {
      forget(held[SLOT]);
      failure ??= { kind: 'error', error };
    }
  }
  if (failure !== undefined && outcome.kind === 'value') {
    const orphans: number[] = [];
    for (const { next, before } of changes) if (next !== before) discard(here, next, orphans);
    destroy(here, orphans);
    forgetAllOf(given);
    return failure;
  }
  for (const change of changes) apply(here, change);
  return checkReads(here, given) ?? outcome;
};
