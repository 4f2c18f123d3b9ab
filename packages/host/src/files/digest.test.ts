import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestOf } from './digest.ts';

test.each([0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_000])(
  'digests %i bytes as one-shot hashing does',
  (size) => {
    const bytes = Buffer.alloc(size, 'custody');
    const source = {
      size,
      read: (position: number, length: number) => bytes.subarray(position, position + length),
    };
    expect(digestOf(source)).toBe(createHash('sha256').update(bytes).digest('hex'));
  },
);
