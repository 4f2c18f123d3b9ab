import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { der, generalizedTime, integer, oid, sequence } from '../verify/testing/der.ts';
import { children, contents, Malformed, readDer, wholeDer } from './read.ts';
import { timeOf } from './time.ts';
import { booleanOf, integerOf, namedBitsOf, oidOf, smallIntegerOf } from './values.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'hex');

describe('DER', () => {
  test('what was written is read', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 6 }), (parts) => {
        const whole = sequence(...parts.map((part) => der(0x04, part)));
        expect(children(wholeDer(whole)).map((child) => [...contents(child)])).toEqual(
          parts.map((part) => [...part]),
        );
      }),
    );
    fc.assert(
      fc.property(fc.nat(2 ** 30), (number) => {
        expect(smallIntegerOf(wholeDer(integer(number)))).toBe(number);
      }),
    );
    const arcs = fc.tuple(fc.constantFrom(0, 1), fc.nat(39), fc.array(fc.nat(2 ** 31), { maxLength: 6 }));
    fc.assert(
      fc.property(arcs, ([first, second, rest]) => {
        const id = [first, second, ...rest].join('.');
        expect(oidOf(wholeDer(oid(id)))).toBe(id);
      }),
    );
    expect(oidOf(wholeDer(bytes('0603883703')))).toBe('2.999.3');
    expect(timeOf(wholeDer(generalizedTime(Date.UTC(2026, 1, 28, 1, 2, 3))))).toBe(
      Date.UTC(2026, 1, 28, 1, 2, 3),
    );
  });

  test.each([
    ['a length of several bytes that fits one', '308100'],
    ['a length with a leading zero', '3082007f'],
    ['an indefinite length', '30800000'],
    ['a length beyond the end', '3005020101'],
    ['a tag of several bytes', '1f8101'],
    ['nothing', ''],
    ['a tag alone', '30'],
    ['bytes after the end', '300000'],
  ])('%s is refused', (_, hex) => {
    expect(() => wholeDer(bytes(hex))).toThrow(Malformed);
  });

  test.each([
    ['an integer with a leading zero', () => integerOf(readDer(bytes('02020001')))],
    ['an empty integer', () => integerOf(readDer(bytes('0200')))],
    ['a negative number', () => smallIntegerOf(readDer(bytes('0201ff')))],
    ['a boolean that is neither', () => booleanOf(readDer(bytes('010101')))],
    ['an object identifier that is cut off', () => oidOf(readDer(bytes('060186')))],
    ['an object identifier with a leading zero', () => oidOf(readDer(bytes('06038001')))],
    ['bits that cannot be', () => namedBitsOf(readDer(bytes('030208ff')))],
    ['30 February', () => timeOf(wholeDer(der(0x18, Buffer.from('20260230000000Z'))))],
    ['a time without a zone', () => timeOf(wholeDer(der(0x18, Buffer.from('20260228000000'))))],
    ['a fraction that ends in zero', () => timeOf(wholeDer(der(0x18, Buffer.from('20260228000000.10Z'))))],
    ['hour 24', () => timeOf(wholeDer(der(0x17, Buffer.from('260228240000Z'))))],
  ])('%s is refused', (_, read) => {
    expect(read).toThrow(Malformed);
  });

  test('any bytes are read or refused, never more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
        const walk = (at: ReturnType<typeof readDer>): void => {
          if ((at.tag & 0x20) !== 0) for (const child of children(at)) walk(child);
        };
        try {
          walk(wholeDer(input));
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
