import type { HashName } from './types.ts';

/** Hash algorithms as sigstore_common.proto names them. */
export const HASHES: ReadonlyMap<string, HashName> = new Map([
  ['SHA2_256', 'sha256'],
  ['SHA2_384', 'sha384'],
  ['SHA2_512', 'sha512'],
]);
