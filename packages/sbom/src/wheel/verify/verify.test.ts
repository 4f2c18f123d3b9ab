import { buildElf, buildWheel, type WheelOptions, wheelFileName } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import type { Bill, Component } from '../../bill/types.ts';
import { toCycloneDx } from '../../cyclonedx/write.ts';
import { SBOM_WHEEL_RULES } from '../../rules/wheel/registry.ts';
import { toSpdx } from '../../spdx/write.ts';
import { serialise } from '../../write/serialise.ts';
import { generateFromWheel } from '../generate.ts';
import { inspectWheelContents, type WheelContents } from '../inspect.ts';
import { wheelSource } from '../testing/source.ts';
import { verifyWheelContents } from './verify.ts';

const LIBRARY = 'tidewater.libs/libz-0123abcd.so.1.2.13';
const FILES = {
  'tidewater/__init__.py': 'x = 1\n',
  'tidewater/_x.so': buildElf(),
  [LIBRARY]: buildElf({ soname: 'libz.so.1' }),
};
const NATIVE: WheelOptions = { tags: ['cp311-cp311-manylinux_2_28_x86_64'], files: FILES };

const inspect = (wheel: WheelOptions, evidence = true): Promise<WheelContents> =>
  inspectWheelContents(wheelSource(buildWheel(wheel)), wheelFileName(wheel), { evidence });

const billOf = async (wheel: WheelOptions): Promise<Bill> => {
  const generation = generateFromWheel(await inspect(wheel), {
    fileName: wheelFileName(wheel),
    timestamp: '2026-01-02T03:04:05Z',
  });
  if (generation.kind !== 'generated') throw new Error(generation.reason);
  return generation.bill;
};

const document = async (bill: Bill): Promise<Uint8Array> => serialise((await toCycloneDx(bill)).document);

const changed = (bill: Bill, name: string, change: (component: Component) => Component): Bill => ({
  ...bill,
  components: bill.components.map((item) => (item.name === name ? change(item) : item)),
});

/** What is found in a wheel with these documents, by rule. */
const verify = async (wheel: WheelOptions, sboms: Readonly<Record<string, Uint8Array>>) => {
  const judgements = await verifyWheelContents(await inspect({ ...wheel, sboms }), { file: 'w.whl' });
  expect(judgements.map(({ rule }) => rule)).toEqual(SBOM_WHEEL_RULES);
  return judgements.flatMap(({ rule, findings, unknowns }) => [
    ...findings.map(({ severity, message, locations }) => ({
      rule: rule.id,
      severity: severity ?? rule.severity,
      message,
      entry: locations[0].entry,
      position: locations[0].position,
    })),
    ...unknowns.map(({ reason }) => ({ rule: rule.id, reason })),
  ]);
};

const OWN = 'tidewater-1.0.0.dist-info/sboms/own.cdx.json';

describe('a wheel with the document that was made for it', () => {
  test('keeps every rule', async () => {
    expect(await verify(NATIVE, { 'own.cdx.json': await document(await billOf(NATIVE)) })).toEqual([]);
  });

  test('keeps every rule with the document in SPDX', async () => {
    const spdx = serialise((await toSpdx(await billOf(NATIVE))).document);
    expect(await verify(NATIVE, { 'own.spdx.json': spdx })).toEqual([]);
  });

  test('keeps every rule where SHA-512 was not computed', async () => {
    const sboms = { 'own.cdx.json': await document(await billOf(NATIVE)) };
    const judgements = await verifyWheelContents(await inspect({ ...NATIVE, sboms }, false), { file: 'w' });
    expect(judgements.flatMap(({ findings, unknowns }) => [...findings, ...unknowns])).toEqual([]);
  });
});

describe('without SBOM', () => {
  test('a wheel that bundles libraries is told so, and no more', async () => {
    expect(await verify(NATIVE, {})).toEqual([
      expect.objectContaining({ rule: 'sbom/present', severity: 'info', entry: LIBRARY }),
    ]);
  });

  test('any other wheel is left in peace', async () => {
    expect(await verify({}, {})).toEqual([]);
  });
});

describe('what does not hold', () => {
  test('a binary that was added later', async () => {
    const bill = await billOf(NATIVE);
    const files = { ...FILES, 'tidewater.libs/libnew-0123abcd.so.1': buildElf() };
    const found = await verify({ ...NATIVE, files }, { 'own.cdx.json': await document(bill) });
    expect(found).toEqual([
      expect.objectContaining({
        rule: 'sbom/natives-accounted',
        severity: 'medium',
        entry: 'tidewater.libs/libnew-0123abcd.so.1',
      }),
      expect.objectContaining({ rule: 'sbom/contents-digest', entry: OWN }),
    ]);
  });

  test('a library that was replaced, told at its line of the document', async () => {
    const bill = await billOf(NATIVE);
    const files = { ...FILES, [LIBRARY]: buildElf({ soname: 'libz.so.9' }) };
    const found = await verify({ ...NATIVE, files }, { 'own.cdx.json': await document(bill) });
    const hashes = found.filter(({ rule }) => rule === 'sbom/file-hashes');
    expect(hashes.map((item) => ('message' in item ? item.message.split(' ')[0] : ''))).toEqual([
      'SHA-256',
      'SHA-512',
    ]);
    expect(hashes[0]).toMatchObject({ severity: 'high', entry: OWN, position: { kind: 'text' } });
  });

  test('a file that is gone', async () => {
    const bill = await billOf(NATIVE);
    const files = { 'tidewater/__init__.py': 'x = 1\n', 'tidewater/_x.so': buildElf() };
    const found = await verify({ ...NATIVE, files }, { 'own.cdx.json': await document(bill) });
    expect(found).toContainEqual(
      expect.objectContaining({
        rule: 'sbom/claimed-files-exist',
        severity: 'high',
        message: `"${LIBRARY}" is not in the wheel`,
      }),
    );
  });

  test('Python code that was changed, though every binary is the same', async () => {
    const bill = await billOf(NATIVE);
    const files = { ...FILES, 'tidewater/__init__.py': 'x = 2\n' };
    expect(await verify({ ...NATIVE, files }, { 'own.cdx.json': await document(bill) })).toEqual([
      expect.objectContaining({ rule: 'sbom/contents-digest', severity: 'high' }),
    ]);
  });

  test.each(['pkg:pypi/breakwater@1.0.0', 'pkg:pypi/tidewater@1.0.1'])('a root that is %s', async (purl) => {
    const bill = changed(await billOf({}), 'tidewater', (root) => ({ ...root, purl }));
    expect(await verify({}, { 'own.cdx.json': await document(bill) })).toEqual([
      expect.objectContaining({ rule: 'sbom/root-metadata', severity: 'high', entry: OWN }),
    ]);
  });

  test('a hash that nobody here can compute is unknown, not right', async () => {
    const bill = changed(await billOf(NATIVE), LIBRARY, (item) => ({
      ...item,
      hashes: [{ algorithm: 'BLAKE3', value: 'ab'.repeat(32) }],
    }));
    const [only, ...more] = await verify(NATIVE, { 'own.cdx.json': await document(bill) });
    expect(only).toMatchObject({ rule: 'sbom/file-hashes', reason: expect.stringContaining('BLAKE3') });
    expect(more).toEqual([]);
  });

  test('two documents that say different things of one file', async () => {
    const bill = await billOf(NATIVE);
    const other = changed(bill, LIBRARY, (item) => ({
      ...item,
      hashes: [{ algorithm: 'SHA-256', value: 'ab'.repeat(32) }],
    }));
    const found = await verify(NATIVE, {
      'a.cdx.json': await document(bill),
      'b.cdx.json': await document(other),
    });
    expect(found.map(({ rule }) => rule)).toEqual(['sbom/file-hashes', 'sbom/documents-agree']);
  });
});

describe('documents of others', () => {
  const other = async (components: readonly Component[]): Promise<Uint8Array> =>
    document({
      metadata: { timestamp: '2026-01-01T00:00:00Z', tools: [{ name: 'other' }] },
      root: 'r',
      components: [
        { ref: 'r', type: 'library', name: 'tidewater', version: '1.0.0', purl: 'pkg:pypi/tidewater@1.0.0' },
        ...components,
      ],
      dependencies: [],
      compositions: [],
    });

  test('that name no files account for no binary, which is worth a note', async () => {
    expect(await verify(NATIVE, { 'auditwheel.cdx.json': await other([]) })).toEqual([
      expect.objectContaining({ rule: 'sbom/natives-accounted', severity: 'info' }),
    ]);
  });

  test('about a crate or the inside of another archive contradict nothing', async () => {
    const pip: Component = {
      ref: 'p',
      type: 'library',
      name: 'pip',
      version: '26.0',
      purl: 'pkg:pypi/pip@26.0',
      parent: 'r',
    };
    const inside: Component = {
      ref: 'f',
      type: 'file',
      name: 'pip/__init__.py',
      hashes: [{ algorithm: 'SHA-256', value: 'ab'.repeat(32) }],
      parent: 'p',
    };
    expect(await verify({}, { 'virtualenv.cdx.json': await other([pip, inside]) })).toEqual([]);
    const crate = {
      ...(await billOf({})),
      root: 'c',
      components: [
        {
          ref: 'c',
          type: 'library' as const,
          name: 'tidewater-rust',
          version: '0.1',
          purl: 'pkg:cargo/tidewater-rust@0.1',
        },
      ],
    };
    expect(
      await verify(
        {},
        { 'x.cyclonedx.json': await document({ ...crate, dependencies: [], compositions: [] }) },
      ),
    ).toEqual([]);
  });
});
