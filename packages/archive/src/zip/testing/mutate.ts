import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';

type Mutation = {
  readonly at: number;
  /** So many bytes are left out, and so many said twice. */
  readonly cut: number;
  readonly repeat: number;
  readonly insert: Uint8Array;
};

const apply = (bytes: Buffer, { at, cut, repeat, insert }: Mutation): Buffer =>
  Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + repeat), insert, bytes.subarray(at + cut)]);

/** Values that parsers stumble over, and a few bytes of any kind. */
const value = fc.oneof(
  fc
    .constantFrom(
      '00',
      'ff',
      '0000',
      'ffff',
      '0800',
      'ffffffff',
      '00000000',
      '504b0304',
      '504b0102',
      '504b0506',
    )
    .map((hex) => Buffer.from(hex, 'hex')),
  fc.uint8Array({ minLength: 1, maxLength: 4 }),
);

/** The archive with one to three damages. */
export const mutate = (base: Uint8Array): fc.Arbitrary<Buffer> => {
  const at = fc.nat(base.length);
  const length = fc.integer({ min: 1, max: 60 });
  const none = fc.constant(0);
  const nothing = fc.constant(new Uint8Array(0));
  const mutation = fc.oneof(
    fc.tuple(at, value).map(([where, insert]) => ({ at: where, cut: insert.length, repeat: 0, insert })),
    fc.record({ at, cut: none, repeat: none, insert: value }),
    fc.record({ at, cut: length, repeat: none, insert: nothing }),
    fc.record({ at, cut: none, repeat: length, insert: nothing }),
  );
  return fc
    .array(mutation, { minLength: 1, maxLength: 3 })
    .map((mutations) => mutations.reduce(apply, Buffer.from(base)));
};
