import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bill } from '../bill/types.ts';
import { readCycloneDx } from '../cyclonedx/read.ts';
import { toCycloneDx } from '../cyclonedx/write.ts';
import { diff } from '../diff/diff.ts';
import { readDocument } from '../document/read.ts';
import { CYCLONEDX_VERSIONS } from '../document/types.ts';
import { checkSchema } from '../schema/check.ts';
import { readSpdx } from '../spdx/read.ts';
import { toSpdx } from '../spdx/write.ts';
import { arbitraryBill, tameBill } from '../testing/arbitrary.ts';
import { serialise } from '../write/serialise.ts';
import { convert, type ConvertTarget } from './convert.ts';

const TARGETS: readonly ConvertTarget[] = [
  ...CYCLONEDX_VERSIONS.map((version): ConvertTarget => ({ standard: 'cyclonedx', version })),
  { standard: 'spdx', version: '2.3' },
];
const write = (bill: Bill, target: ConvertTarget) =>
  target.standard === 'spdx' ? toSpdx(bill) : toCycloneDx(bill, target.version);
const nameOf = ({ standard, version }: ConvertTarget): string => `${standard} ${version}`;

describe.each(TARGETS.map((target) => [nameOf(target), target] as const))('%s', (_name, target) => {
  test('is always valid, whatever the bill, and equal bills have equal bytes', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBill, async (bill) => {
        const { document } = await write(bill, target);
        const schema = target.standard === 'spdx' ? 'spdx-2.3' : (`cyclonedx-${target.version}` as const);
        expect(await checkSchema(schema, document)).toEqual([]);
        const shuffled = {
          ...bill,
          components: bill.components.toReversed(),
          dependencies: bill.dependencies.toReversed(),
        };
        expect(serialise((await write(shuffled, target)).document)).toEqual(serialise(document));
      }),
      { numRuns: 40 },
    );
  });

  test('is read back without a problem and converts to every other target', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBill, fc.constantFrom(...TARGETS), async (bill, next) => {
        const reading = readDocument(serialise((await write(bill, target)).document));
        expect(reading.problems).toEqual([]);
        expect(reading.detection).toMatchObject({
          kind: target.standard,
          version: target.version,
          supported: true,
        });
        if (reading.document === undefined) throw new Error('a document was expected');
        const converted = await convert(reading.document, next);
        expect(converted.kind).toBe('converted');
      }),
      { numRuns: 40 },
    );
  });
});

describe('what a target can hold', () => {
  test('comes back from CycloneDX 1.7 with nothing lost and nothing changed', async () => {
    await fc.assert(
      fc.asyncProperty(tameBill, async (bill) => {
        const { document, losses } = await toCycloneDx(bill, '1.7');
        expect(losses).toEqual([]);
        expect(diff(bill, readCycloneDx(document).bill)).toMatchObject({ same: true });
      }),
      { numRuns: 120 },
    );
  });

  test('is what the losses leave: whatever changed on the way is listed', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBill, fc.constantFrom(...CYCLONEDX_VERSIONS), async (bill, version) => {
        const { document, losses } = await toCycloneDx(bill, version);
        if (losses.length === 0)
          expect(diff(bill, readCycloneDx(document).bill)).toMatchObject({ same: true });
      }),
      { numRuns: 120 },
    );
  });

  test('comes back from SPDX: names, versions, purls, hashes and the graph', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBill, async (bill) => {
        const { document, losses } = await toSpdx(bill);
        const refused = losses.some(({ what }) => what === 'a value that the schema refuses');
        if (refused) return;
        const { bill: back } = readSpdx(document);
        const facts = ({ components, dependencies }: Bill) => ({
          components: components
            .map(({ type, name, version, purl, hashes }) =>
              JSON.stringify([
                type === 'file',
                name.replace(/^\.\//, ''),
                version,
                purl,
                [...(hashes ?? [])].map((hash) => hash.value).sort(),
              ]),
            )
            .sort(),
          parts: components.filter(({ parent }) => parent !== undefined).length,
          edges: new Set(
            dependencies.flatMap(({ ref, dependsOn }) => dependsOn.map((need) => `${ref} ${need}`)),
          ).size,
        });
        const packages = {
          ...bill,
          components: bill.components.map((item) =>
            item.type === 'file' && item.hashes !== undefined ? fileOnly(item) : item,
          ),
        };
        expect(facts(back)).toEqual(facts(packages));
      }),
      { numRuns: 120 },
    );
  });
});

const fileOnly = ({ version: _version, purl: _purl, ...item }: Bill['components'][number]) => item;

describe('losses', () => {
  const source = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    signature: { algorithm: 'RS256', value: 'x' },
    metadata: {
      lifecycles: [{ phase: 'build' }],
      tools: { components: [{ type: 'application', name: 't', version: '1', purl: 'pkg:pypi/t@1' }] },
      component: { type: 'platform', name: 'p', authors: [{ name: 'A' }, { name: 'B' }] },
    },
    components: [
      {
        type: 'library',
        name: 'z',
        licenses: [{ license: { id: 'MIT', acknowledgement: 'declared' } }],
        evidence: {
          identity: [{ field: 'purl' }, { field: 'version' }],
          occurrences: [{ location: 'a', line: 3 }],
        },
        externalReferences: [{ type: 'rfc-9116', url: 'https://a.example' }],
      },
    ],
  };
  const losses = async (target: ConvertTarget) => {
    const { document } = readDocument(serialise(source));
    if (document === undefined) throw new Error('a document was expected');
    const converted = await convert(document, target);
    return converted.kind === 'converted'
      ? converted
      : { document: {}, losses: [{ path: converted.kind, what: '', why: '' }] };
  };

  test('are none on the way to a newer version, but for the signature', async () => {
    const { losses: lost } = await losses({ standard: 'cyclonedx', version: '1.7' });
    expect(lost.map(({ path }) => path)).toEqual(['/signature']);
  });

  test('are listed with their places on the way to an older one', async () => {
    const { document, losses: lost } = await losses({ standard: 'cyclonedx', version: '1.4' });
    expect(lost.map(({ path, what }) => `${path} ${what}`)).toMatchInlineSnapshot(`
      [
        "/signature signature",
        "/metadata/component/authors the separate authors",
        "/metadata/component/type "platform"",
        "/metadata/tools/0 purl",
        "/components/0/externalReferences/0/type "rfc-9116"",
        "/metadata/lifecycles lifecycles",
        "/components/0/licenses/0/license/acknowledgement acknowledgement",
        "/components/0/evidence/identity identity",
        "/components/0/evidence/occurrences occurrences",
      ]
    `);
    expect(document).toMatchInlineSnapshot(`
      {
        "bomFormat": "CycloneDX",
        "components": [
          {
            "externalReferences": [
              {
                "type": "other",
                "url": "https://a.example",
              },
            ],
            "licenses": [
              {
                "license": {
                  "id": "MIT",
                },
              },
            ],
            "name": "z",
            "type": "library",
          },
        ],
        "metadata": {
          "component": {
            "author": "A, B",
            "name": "p",
            "type": "framework",
          },
          "tools": [
            {
              "name": "t",
              "version": "1",
            },
          ],
        },
        "specVersion": "1.4",
      }
    `);
  });

  test.each(['1.5', '1.6'] as const)(
    'of a mixed list of licences are none but the word "expression" in %s',
    async (version) => {
      const mixed = { license: { id: 'MIT' } };
      const { document } = readDocument(
        serialise({
          bomFormat: 'CycloneDX',
          specVersion: '1.7',
          components: [{ type: 'library', name: 'z', licenses: [mixed, { expression: 'MIT OR Zlib' }] }],
        }),
      );
      if (document === undefined) throw new Error('a document was expected');
      expect(await convert(document, { standard: 'cyclonedx', version })).toMatchObject({
        document: { components: [{ licenses: [mixed, { license: { name: 'MIT OR Zlib' } }] }] },
        losses: [{ path: '/components/0/licenses/1', what: 'that this is an SPDX expression' }],
      });
    },
  );

  test('are refused for a document that is invalid itself, and for one of an unknown version', async () => {
    const invalid = readDocument(
      serialise({ bomFormat: 'CycloneDX', specVersion: '1.6', nonsense: 1 }),
    ).document;
    const unknown = readDocument(serialise({ bomFormat: 'CycloneDX', specVersion: '9.9' })).document;
    const target = { standard: 'spdx', version: '2.3' } as const;
    expect(invalid && (await convert(invalid, target)).kind).toBe('invalid-source');
    expect(unknown && (await convert(unknown, target)).kind).toBe('unsupported-source');
  });
});
