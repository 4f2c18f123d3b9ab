import type { Loss } from '../bill/types.ts';
import { pointerTo } from '../json/pointer.ts';
import type { Json } from '../json/types.ts';
import { isObject } from '../json/value.ts';

const WHY = 'the bill does not model it';

/** Members of an object that a reader does not carry over. */
export const unread = (
  value: Json | undefined,
  pointer: string,
  known: ReadonlySet<string>,
  why: string = WHY,
): readonly Loss[] =>
  isObject(value)
    ? Object.keys(value)
        .filter((name) => !known.has(name))
        .map((name) => ({ path: pointerTo(pointer, name), what: name, why }))
    : [];
