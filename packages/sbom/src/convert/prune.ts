import type { Loss } from '../bill/types.ts';
import { pointerTo } from '../json/pointer.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { isArray, isObject, member } from '../json/value.ts';
import type { Shape } from './shape.ts';

/** Gives the value as the shape allows it, members in the shape's order; undefined where nothing of it may stay. */
export const pruneTo = (
  value: Json,
  version: string,
  shapes: readonly Shape[],
): { readonly value: Json | undefined; readonly losses: readonly Loss[] } => {
  const losses: Loss[] = [];
  const lose = (path: string, what: string, why: string): undefined => {
    losses.push({ path, what, why });
    return undefined;
  };

  const pruneObject = (object: JsonObject, shape: Shape, path: string): JsonObject | undefined => {
    const { members } = shape;
    if (members === undefined) return object;
    const kept: [string, Json][] = [];
    // The schema's own order, so that equal documents have equal bytes whoever wrote them first.
    for (const [name, index] of Object.entries(members)) {
      const item = member(object, name);
      if (item === undefined) continue;
      const pruned = prune(item, index, pointerTo(path, name));
      if (pruned !== undefined) kept.push([name, pruned]);
    }
    for (const [name, item] of Object.entries(object)) {
      if (Object.hasOwn(members, name) || item === undefined) continue;
      if (shape.closed === true)
        lose(pointerTo(path, name), name, `CycloneDX ${version} has no such member here`);
      else kept.push([name, item]);
    }
    // What is empty now but was not says nothing any more; its losses are listed already.
    if (kept.length === 0 && Object.keys(object).length > 0) return undefined;
    const names = new Set(kept.map(([name]) => name));
    const missing = shape.required?.find((name) => !names.has(name));
    return missing === undefined
      ? Object.fromEntries(kept)
      : lose(
          path,
          'the whole object',
          `CycloneDX ${version} requires ${JSON.stringify(missing)}, which could not be kept`,
        );
  };

  const prune = (item: Json, index: number, path: string): Json | undefined => {
    const shape = shapes[index] ?? {};
    if (isArray(item)) {
      const { items } = shape;
      if (items === undefined) return item;
      return item
        .map((element, position) => prune(element, items, pointerTo(path, position)))
        .filter((element): element is Json => element !== undefined);
    }
    if (isObject(item)) return pruneObject(item, shape, path);
    if (typeof item === 'string' && shape.words !== undefined && !shape.words.includes(item))
      return lose(path, JSON.stringify(item.slice(0, 80)), `CycloneDX ${version} has no such word here`);
    return item;
  };

  return { value: prune(value, 0, ''), losses };
};
