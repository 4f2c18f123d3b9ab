import type { NormalizedName } from './types.ts';

const NORMALIZED = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether normalising a name would give the very same (PEP 503). */
export const isNormalizedName = (name: string): name is NormalizedName => NORMALIZED.test(name);

/**
 * The normalised form of a name (PEP 503). For a valid name only: of any other text it makes something that no index
 * knows, so ask `parseName` where the text comes from outside. Only ASCII letters are lowered: a letter that merely
 * folds into an ASCII one (KELVIN SIGN) must not turn into another project's name.
 */
export const normalizeName = (name: string): NormalizedName =>
  // Most names that tools write are in this form: those are told by one look.
  isNormalizedName(name)
    ? name
    : (name.replace(/[-_.]+/g, '-').replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) as NormalizedName);

/** How a name stands in file names (binary distribution format, "Escaping and Unicode"): normalised, with `_` for `-`. */
export const fileNamePart = (name: NormalizedName): string => name.replaceAll('-', '_');
