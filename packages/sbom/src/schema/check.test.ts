import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json/types.ts';
import { isArray, isObject } from '../json/value.ts';
import { toCycloneDx } from '../cyclonedx/write.ts';
import { toSpdx } from '../spdx/write.ts';
import { arbitraryBill } from '../testing/arbitrary.ts';
import { checkSchema, MAX_FAULTS } from './check.ts';
import { formats } from './formats/index.ts';

const require = createRequire(import.meta.url);
const library = `${dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'))}/res/schema`;
const schemaFile = (path: string | URL): AnySchemaObject =>
  JSON.parse(readFileSync(path, 'utf8')) as AnySchemaObject;

/** The official schema under an unchanged ajv: slow, quadratic, and the measure of what is right. */
const stock = (path: string | URL) => {
  const ajv = new Ajv({ strict: false, formats });
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    const file = `${name}.SNAPSHOT.schema.json`;
    ajv.addSchema({ ...schemaFile(`${library}/${file}`), $id: `http://cyclonedx.org/schema/${file}` });
  }
  return ajv.compile(schemaFile(path));
};

/** The value with one place of it changed: the places are counted through in document order. */
const changed = (value: Json, place: { left: number }, to: Json): Json => {
  if (place.left === 0) {
    place.left = -1;
    return to;
  }
  place.left -= 1;
  if (isArray(value)) return value.map((item) => changed(item, place, to));
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          name,
          item === undefined ? null : changed(item, place, to),
        ]),
      )
    : value;
};

describe('the compiled validators', () => {
  const junk = fc.constantFrom<Json>(
    null,
    0,
    -1,
    '',
    'x',
    true,
    [],
    {},
    ['x', 'x'],
    { x: 1 },
    'MIT',
    'library',
    { license: { id: 'MIT' } },
    { expression: 'MIT' },
  );

  test.each([
    ['cyclonedx-1.6', `${library}/bom-1.6.SNAPSHOT.schema.json`],
    ['spdx-2.3', new URL('../../schemas/spdx-2.3.schema.json', import.meta.url)],
  ] as const)('judge as the official schema of %s does', async (name, path) => {
    const oracle = stock(path);
    const verdicts = { valid: 0, invalid: 0 };
    await fc.assert(
      fc.asyncProperty(arbitraryBill, fc.nat(120), junk, async (bill, left, to) => {
        const { document } = name === 'spdx-2.3' ? await toSpdx(bill) : await toCycloneDx(bill, '1.6');
        const mutant = changed(document, { left }, to);
        const expected = oracle(mutant);
        verdicts[expected ? 'valid' : 'invalid'] += 1;
        expect((await checkSchema(name, mutant)).length === 0).toBe(expected);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(verdicts.valid, verdicts.invalid)).toBeGreaterThan(20);
  });

  test('tell the first fault of every component, up to a bound', async () => {
    const wrong = (count: number): JsonObject => ({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: Array.from({ length: count }, () => ({ type: 'nonsense', name: 'x' })),
    });
    const faults = await checkSchema('cyclonedx-1.6', wrong(3));
    expect(faults.map(({ pointer }) => pointer)).toEqual(
      [0, 1, 2].map((index) => `/components/${index}/type`),
    );
    expect(await checkSchema('cyclonedx-1.6', wrong(5000))).toHaveLength(MAX_FAULTS);
  });
});
