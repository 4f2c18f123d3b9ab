export { fileNamePart, normalizeName } from './normalize.ts';
export type { NormalizedName } from './types.ts';
export { isNormalizedName, isValidName, parseName } from './valid.ts';
