import type { Loss } from '../bill/types.ts';
import { pointerTo } from '../json/pointer.ts';
import type { Json } from '../json/types.ts';
import { isObject } from '../json/value.ts';

const WHY = 'the bill does not model it';

/** Lists the members of an object that a reader does not carry over. */
export const loseUnread = (
  value: Json | undefined,
  pointer: string,
  known: ReadonlySet<string>,
  losses: Loss[],
): void => {
  if (!isObject(value)) return;
  for (const name of Object.keys(value))
    if (!known.has(name)) losses.push({ path: pointerTo(pointer, name), what: name.slice(0, 200), why: WHY });
};
