import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cown, cown } from '../index.ts';
import { thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { blobBytes, blobStart } from './blob.ts';
import { TAG_TREE } from './tags.ts';
import { decode, discard, encode } from './value.ts';

const here = thread();
const through = (value: unknown): unknown => {
  const encoded = encode(here, value);
  const back = decode(here, encoded, true);
  discard(here, encoded, []);
  return back;
};

describe('values on their way', () => {
  test('any tree of plain data arrives as it was', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withNullPrototype: true,
          withSparseArray: true,
          withUnicodeString: true,
        }),
        (value) => {
          expect(through(value)).toStrictEqual(value);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('any string arrives unit by unit, lone surrogates too', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 80 }),
        (text) => {
          expect(through([text])).toEqual([text]);
        },
      ),
    );
  });

  test.each([0, -0, 1, -1, 2 ** 31, -(2 ** 31), 2 ** 53, 0.1, Number.NaN, Number.POSITIVE_INFINITY, 5e-324])(
    '%d stays what it is, alone and inside',
    (number) => {
      expect(Object.is(through(number), number)).toBe(true);
      expect(Object.is((through([number]) as number[])[0], number)).toBe(true);
    },
  );

  test('cycles and shared parts keep their identity', () => {
    const shared = { n: 1 };
    const cycle: Record<string, unknown> = { a: shared, b: [shared], map: new Map([[shared, shared]]) };
    cycle['self'] = cycle;
    const back = through(cycle) as typeof cycle & { a: object; b: object[]; map: Map<object, object> };
    expect(back['self']).toBe(back);
    expect(back.b[0]).toBe(back.a);
    expect(back.map.get(back.a)).toBe(back.a);
  });

  test('more objects than are searched one by one keep their identity', () => {
    const objects = Array.from({ length: 200 }, (_, n) => ({ n }));
    const back = through([...objects, ...objects]) as object[];
    expect(back).toHaveLength(400);
    for (let n = 0; n < 200; n += 1) expect(back[n]).toBe(back[n + 200]);
  });

  test('errors keep class, code, cause and own properties', () => {
    const error = Object.assign(new TypeError('outer', { cause: new RangeError('inner') }), {
      code: 'E_X',
      at: { line: 3 },
    });
    const back = through(error) as TypeError & { code: string; at: object };
    expect(back).toBeInstanceOf(TypeError);
    expect(back).toMatchObject({ message: 'outer', code: 'E_X', at: { line: 3 }, stack: error.stack });
    expect(back.cause).toBeInstanceOf(RangeError);
    expect(through(new BocError('BOC_TIMEOUT', 'late'))).toMatchObject({
      code: 'BOC_TIMEOUT',
      name: 'BocError',
    });
    expect(through(new AggregateError([new Error('one')], 'many'))).toMatchObject({
      errors: [{ message: 'one' }],
    });
    expect(through(new DOMException('stop', 'AbortError'))).toMatchObject({
      name: 'AbortError',
      message: 'stop',
    });
  });

  test('an error arrives though something that hangs on it cannot', () => {
    const back = through(Object.assign(new Error('x'), { body: () => 1, after: 2 })) as Error & {
      after: number;
    };
    expect(back.message).toBe('x');
    expect(back.after).toBe(2);
  });

  test('a view carries its own bytes only, not the buffer behind it', () => {
    const large = new ArrayBuffer(1 << 20);
    const encoded = encode(here, { view: new Uint8Array(large, 5, 2) });
    expect(blobBytes(here, encoded.low)).toBeLessThan(32);
    expect(decode(here, encoded)).toEqual({ view: new Uint8Array(2) });
    const back = through({ b: Buffer.from('pooled') }) as { b: Buffer };
    expect(back.b).toBeInstanceOf(Buffer);
    expect(back.b.buffer.byteLength).toBe(6);
  });

  test('a key named __proto__ is a key like others', () => {
    const value = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}') as object;
    const back = through(value) as object;
    expect(Object.keys(back)).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  test.each([
    ['a function', { a: { b: () => 1 } }, 'value.a.b'],
    ['a symbol', [1, Symbol('x')], 'value[1]'],
    [
      'an unknown class',
      {
        x: new (class Foo {
          readonly x = 1;
        })(),
      },
      'Foo',
    ],
    ['shared memory', [new SharedArrayBuffer(8)], 'SharedArrayBuffer'],
    ['a promise', [Promise.resolve()], 'Promise'],
  ])('%s is refused with its place', (_, value, place) => {
    expect(() => encode(here, value)).toThrow(expect.objectContaining({ code: 'BOC_UNENCODABLE' }));
    expect(() => encode(here, value)).toThrow(place);
    // What was written before does not come back with the next value.
    expect(through([1])).toEqual([1]);
  });

  test('what is nested too deep is refused, not a crash', () => {
    let deep: unknown = 0;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(() => encode(here, deep)).toThrow(expect.objectContaining({ code: 'BOC_UNENCODABLE' }));
  });

  test('damaged bytes give an error or another value, never a crash or endless work', () => {
    const value = {
      list: [1, 'two', { three: 3n }],
      map: new Map([['k', new Date(0)]]),
      bytes: new Uint8Array(9),
    };
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (place, byte) => {
        const encoded = encode(here, value);
        expect(encoded.tag).toBe(TAG_TREE);
        here.bytes[blobStart(here, encoded.low) + (place % blobBytes(here, encoded.low))] = byte;
        try {
          decode(here, encoded);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
        discard(here, encoded, []);
      }),
      { numRuns: 1500 },
    );
  });

  test('a cown inside a value is the same cown', () => {
    const inner: Cown<number> = cown(1);
    expect(through({ deep: [inner, inner] })).toEqual({ deep: [inner, inner] });
    expect((through([inner]) as object[])[0]).toBe(inner);
  });
});
