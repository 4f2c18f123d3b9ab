import { assert, nat, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('a module that differs in a byte, in length or in order has another fingerprint', () => {
  assert(
    property(uint8Array({ minLength: 1, maxLength: 400 }), nat(), nat(254), (bytes, where, by) => {
      const at = where % bytes.length;
      const changed = bytes.with(at, ((bytes[at] ?? 0) + 1 + by) & 0xff);
      expect(fingerprint(bytes)).toBe(fingerprint(bytes.slice()));
      expect(fingerprint(changed)).not.toBe(fingerprint(bytes));
      expect(fingerprint(bytes.subarray(1))).not.toBe(fingerprint(bytes));
      const turned = bytes.toReversed();
      if (turned.some((byte, index) => byte !== bytes[index]))
        expect(fingerprint(turned)).not.toBe(fingerprint(bytes));
    }),
  );
});

test('many modules that are nearly alike have as many fingerprints', () => {
  const seen = new Set(
    Array.from({ length: 20_000 }, (_, n) => fingerprint(Buffer.from(`export const x = ${n};`))),
  );
  expect(seen.size).toBe(20_000);
});
