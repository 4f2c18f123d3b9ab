export type { LicenseCode } from './codes.ts';
export { LICENSE_CODES } from './codes.ts';
export type { LicenseExpression } from './parse.ts';
export { parseLicenseExpression } from './parse.ts';
