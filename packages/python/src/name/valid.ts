import { isNormalizedName, normalizeName } from './normalize.ts';
import type { NormalizedName } from './types.ts';

const EDGE = /^[A-Za-z0-9]$/;
const INNER = /^[A-Za-z0-9._-]+$/;

/** ASCII letters, digits, `.`, `_`, `-`, beginning and ending with a letter or digit (PEP 508, "Names"). */
export const isValidName = (name: string): boolean =>
  INNER.test(name) && EDGE.test(name.charAt(0)) && EDGE.test(name.charAt(name.length - 1));

/** The normalised form of a valid name. @returns undefined where it is no valid name. */
export const parseName = (name: string): NormalizedName | undefined =>
  isNormalizedName(name) ? name : isValidName(name) ? normalizeName(name) : undefined;
