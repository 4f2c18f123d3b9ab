import { createHash } from 'node:crypto';
import type { PolicyOrigin } from './types.ts';

/** Names a policy file by its path and the digest of its bytes. */
export const policyOrigin = (path: string, bytes: Uint8Array): PolicyOrigin => ({
  path,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
