import { compareVersions, isPlainVersion, parseVersion, versionKey } from '@custody/python';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSchemes } from './scheme.ts';
import { spells } from './spelling.ts';

const part = fc.constantFrom(
  '0',
  '00',
  '1',
  '01',
  '10',
  '2',
  '.',
  '.',
  '.',
  '!',
  'v',
  ' ',
  'rc',
  'post',
  '-',
  '+',
  'a',
);
const spelled = fc
  .tuple(
    fc.constantFrom('', 'v', '0!', '0', ' ', '1!'),
    fc.constantFrom('1', '0', '1.2', '0.1', '10.0.1', '0.0.0', '1.20'),
    fc.constantFrom('', '.0', '.00', ' ', '.0.0', '.0.0 ', '-0', 'rc', '+a', '.01', '0'),
  )
  .map((parts) => parts.join(''));
const text = fc.oneof(
  spelled,
  fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
);

test('a spelling is told from characters as reading both versions tells it', () => {
  const python = makeSchemes().ofEcosystem('PyPI');
  if (python === undefined) throw new Error('no scheme');
  let equal = 0;
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [x, y] = [parseVersion(a), parseVersion(b)];
      if (y === undefined) return;
      const key = versionKey(y);
      const same = x !== undefined && compareVersions(x, y) === 0;
      if (same) equal += 1;
      expect(python.key(b)).toBe(key);
      expect(python.hasKey(a, key)).toBe(same);
      if (isPlainVersion(key)) expect(spells(a, key) ?? same).toBe(same);
    }),
    { numRuns: 20_000, seed: 440 },
  );
  expect(equal).toBeGreaterThan(50);
});
