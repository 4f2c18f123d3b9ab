import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../json/types.ts';

// Equal values have equal keys; a nested value stands as its digest, so that no value is serialised twice.
let digests = new WeakMap<object, string>();

/** Forgets what was digested: to be called before each document, for a value may have changed meanwhile. */
export const forgetDigests = (): void => {
  digests = new WeakMap();
};

// As JSON writes it: one zero, and no difference between 1 and 1.0, as `===` has none.
const scalarKey = (value: Json | undefined): string => JSON.stringify(value) ?? '';

const digestOf = (value: readonly Json[] | JsonObject): string => {
  const known = digests.get(value);
  if (known !== undefined) return known;
  const content = Array.isArray(value)
    ? `[${(value as readonly Json[]).map(fullKey).join(',')}]`
    : `{${Object.entries(value)
        .map(([name, item]) => `${JSON.stringify(name)}:${fullKey(item)}`)
        .sort()
        .join(',')}}`;
  const digest = createHash('sha256').update(content).digest('base64');
  digests.set(value, digest);
  return digest;
};

const fullKey = (value: Json | undefined): string =>
  typeof value === 'object' && value !== null ? digestOf(value) : scalarKey(value);

/** A cheap key of the value's own scalars: equal values have equal ones, different values mostly not. */
const shallowKey = (value: Json): string => {
  if (typeof value !== 'object' || value === null) return scalarKey(value);
  if (Array.isArray(value)) return `[${value.length}`;
  const parts: string[] = [];
  for (const [name, item] of Object.entries(value as JsonObject))
    parts.push(typeof item === 'object' && item !== null ? name : `${name}:${scalarKey(item)}`);
  return `{${parts.sort().join(',')}`;
};

const isScalar = (value: Json | undefined): boolean => typeof value !== 'object' || value === null;

/** How many members are tried to tell objects apart. */
const MOST_TRIES = 12;

/** Whether the member of this name alone tells all items apart. What has no such member has what all others without it have. */
const tellsApart = (items: readonly JsonObject[], name: string): boolean => {
  const seen = new Set<Json | undefined>();
  for (const item of items) {
    const value = item[name];
    if (!isScalar(value) || seen.has(value)) return false;
    seen.add(value);
  }
  return true;
};

const areObjects = (items: readonly Json[]): items is readonly JsonObject[] =>
  items.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));

/** Whether one look shows that all differ, as it does in nearly every list: scalars, or objects of which one member is a name. */
const surelyUnique = (items: readonly Json[]): boolean => {
  if (items.every(isScalar)) return new Set(items).size === items.length;
  if (!areObjects(items)) return false;
  let tries = 0;
  for (const name in items[0]) {
    if (tellsApart(items, name)) return true;
    tries += 1;
    if (tries === MOST_TRIES) return false;
  }
  return false;
};

/**
 * JSON Schema's `uniqueItems` (draft-07, section 6.4.5) in time linear in the size of the items:
 * the stock check compares all pairs, which lets a document of a few megabytes stop a process.
 */
export const uniqueItems = (items: readonly Json[]): boolean => {
  if (surelyUnique(items)) return true;
  const groups = new Map<string, Json[]>();
  for (const item of items) {
    const key = shallowKey(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else if (typeof item !== 'object' || item === null) return false;
    else group.push(item);
  }
  for (const group of groups.values())
    if (group.length > 1 && new Set(group.map(fullKey)).size < group.length) return false;
  return true;
};
