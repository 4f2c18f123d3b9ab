import type { Loss } from '../bill/types.ts';
import { pointerTokens } from '../json/pointer.ts';
import type { Json } from '../json/types.ts';
import { isArray, isObject } from '../json/value.ts';
import { checkSchema } from '../schema/check.ts';
import type { SchemaName } from '../schema/types.ts';

const MAX_ROUNDS = 50;

type Doomed = { readonly children: Map<string, Doomed>; whole: boolean };

const doomedTree = (pointers: readonly string[]): Doomed => {
  const root: Doomed = { children: new Map(), whole: false };
  for (const pointer of pointers) {
    let node = root;
    for (const token of pointerTokens(pointer)) {
      const child = node.children.get(token) ?? { children: new Map(), whole: false };
      node.children.set(token, child);
      node = child;
    }
    node.whole = true;
  }
  return root;
};

/** A copy without the values at those places. */
const without = (value: Json, doomed: Doomed): Json => {
  const kept = <T extends string | number>(entries: readonly (readonly [T, Json | undefined])[]) =>
    entries.flatMap(([name, item]): [T, Json][] => {
      const node = doomed.children.get(String(name));
      if (item === undefined || node?.whole === true) return [];
      return [[name, node === undefined ? item : without(item, node)]];
    });
  if (isArray(value)) return kept([...value.entries()]).map(([, item]) => item);
  return isObject(value) ? Object.fromEntries(kept(Object.entries(value))) : value;
};

/** After this many rounds, ever larger parts have to go. */
const PATIENCE = 20;

const climb = (pointer: string, levels: number): string => {
  let place = pointer;
  for (let level = 0; level < levels && place.lastIndexOf('/') > 0; level += 1)
    place = place.slice(0, place.lastIndexOf('/'));
  return place;
};

/**
 * Leaves out what a schema refuses, until it accepts the rest. Throws where what it refuses is the document as a whole,
 * which no document that was pruned to the schema's shape can be.
 */
export const repair = async (
  name: SchemaName,
  document: Json,
): Promise<{ readonly document: Json; readonly losses: readonly Loss[] }> => {
  const losses: Loss[] = [];
  let current = document;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const faults = await checkSchema(name, current);
    if (faults.length === 0) return { document: current, losses };
    const doomed = faults
      .map(({ pointer, message }) => ({ path: climb(pointer, Math.max(0, round - PATIENCE)), message }))
      .filter(({ path }) => path !== '');
    if (doomed.length === 0) break;
    for (const { path, message } of doomed)
      losses.push({ path, what: 'a value that the schema refuses', why: message });
    current = without(current, doomedTree(doomed.map(({ path }) => path)));
  }
  throw new Error(
    `a document could not be made to fit ${name}: ${losses.at(-1)?.why ?? 'it is refused as a whole'}`,
  );
};
