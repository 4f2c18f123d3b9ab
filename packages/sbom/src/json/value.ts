import type { Json, JsonObject } from './types.ts';

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** An own member of an object: never something inherited, whatever the name. */
export const member = (value: Json | undefined, name: string): Json | undefined => {
  if (!isObject(value)) return undefined;
  // Most of what is asked for is not there: only what is there can be inherited.
  const found = value[name];
  return found !== undefined && Object.hasOwn(value, name) ? found : undefined;
};

export const textOf = (value: Json | undefined, name: string): string | undefined => {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
};

export const numberOf = (value: Json | undefined, name: string): number | undefined => {
  const found = member(value, name);
  return typeof found === 'number' ? found : undefined;
};

const NONE: readonly Json[] = [];

/** The elements of an array member; none where it is absent or something else. */
export const listOf = (value: Json | undefined, name: string): readonly Json[] => {
  const found = member(value, name);
  return isArray(found) ? found : NONE;
};

export const objectOf = (value: Json | undefined, name: string): JsonObject | undefined => {
  const found = member(value, name);
  return isObject(found) ? found : undefined;
};
