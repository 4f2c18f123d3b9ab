/** What the pools' workers do, as piscina and tinypool want it: a module of functions, called by name. */
import { createHash } from 'node:crypto';

export const nothing = (): void => {};

/** The bytes come in shared memory: nothing is copied, as with boc. */
export const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
