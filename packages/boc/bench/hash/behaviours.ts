import { createHash } from 'node:crypto';
import { behaviour, type Seen } from '@custody/boc';

/** The bytes are seen in place, in shared memory: nothing was copied to get them here. */
export const hash = behaviour(import.meta.url, 'hash', (bytes: Seen<Uint8Array>): string =>
  createHash('sha256').update(bytes.value).digest('hex'),
);
