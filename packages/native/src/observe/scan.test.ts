import { array, assert, constantFrom, property, string, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANCHOR_MIN, createScanner } from './scan.ts';

const ANCHORS = ['OpenSSL 3.', 'expat_2.', 'aaaaaaaa', 'aaaaaab', ' inflate 1.', '\0x3.45.1\0'];
const bytes = ANCHORS.map((anchor) => Buffer.from(anchor, 'latin1'));
const scan = createScanner(bytes);

const scanned = (text: Uint8Array, from = 0, to = text.length): readonly string[] => {
  const found: string[] = [];
  scan(text, from, to, (anchor, at) => found.push(`${at}:${anchor}`));
  return found.sort();
};
const searched = (text: Uint8Array, from = 0, to = text.length): readonly string[] => {
  const found: string[] = [];
  for (const [anchor, wanted] of bytes.entries())
    for (let at = from; at < to && at + wanted.length <= text.length; at++)
      if (Buffer.compare(text.subarray(at, at + wanted.length), wanted) === 0) found.push(`${at}:${anchor}`);
  return found.sort();
};

describe('the search for many literals', () => {
  test('finds exactly what looking everywhere finds', () => {
    const pieces = array(constantFrom(...ANCHORS, 'OpenSSL ', 'aaa', '\0', 'expat', '3.', 'b'), {
      maxLength: 30,
    });
    assert(
      property(pieces, string(), (list, tail) => {
        const text = Buffer.from(list.join('') + tail, 'latin1');
        expect(scanned(text)).toEqual(searched(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('finds nothing in noise', () => {
    assert(
      property(uint8Array({ maxLength: 2000 }), (text) => {
        expect(scanned(text)).toEqual(searched(text));
      }),
    );
  });

  test('keeps to the range where a literal may begin', () => {
    const text = Buffer.from('expat_2.expat_2.expat_2.');
    expect(scanned(text, 1, 16)).toEqual(['8:1']);
    expect(scanned(text, 8, 17)).toEqual(['16:1', '8:1']);
  });

  test('refuses a literal that is too short', () => {
    expect(() => createScanner([new Uint8Array(ANCHOR_MIN - 1)])).toThrow(RangeError);
  });
});
