export { fileNamePart, isNormalizedName, normalizeName } from './normalize.ts';
export type { NormalizedName } from './types.ts';
export { isValidName, parseName } from './valid.ts';
