import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteName } from './quote.ts';

test('a name is shown as it is, in quotes', () => {
  expect(quoteName('pkg/données.py')).toBe('"pkg/données.py"');
});

test('what could deceive is written out', () => {
  expect(quoteName('a\n::error::b')).toBe('"a\\u000a::error::b"');
  expect(quoteName('a\u202eb')).toBe('"a\\u202eb"');
  expect(quoteName('a"b\\c')).toBe('"a\\"b\\\\c"');
  expect(quoteName('\ud800')).toBe('"\\ud800"');
  expect(quoteName('😀')).toBe('"😀"');
});

test('a long name is cut, whatever it holds', () => {
  expect(quoteName('x'.repeat(1000))).toBe(`"${'x'.repeat(120)}…"`);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(quoteName(name).isWellFormed()).toBe(true);
      expect(quoteName(name).length).toBeLessThan(1000);
    }),
  );
});
