import { pointerTo } from '../json/pointer.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { isArray, isObject } from '../json/value.ts';

export type Edit = (object: JsonObject, pointer: string, name: string) => JsonObject;

/** A copy in which every object went through an edit, inner ones first. `name` is the member that holds it, or its list. */
export const editObjects = (value: Json, edit: Edit, pointer = '', name = ''): Json => {
  if (isArray(value))
    return value.map((item, index) => editObjects(item, edit, pointerTo(pointer, index), name));
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      item === undefined ? item : editObjects(item, edit, pointerTo(pointer, key), key),
    ]),
  );
  return edit(copy, pointer, name);
};

/** A copy without some members. */
export const omit = (object: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
