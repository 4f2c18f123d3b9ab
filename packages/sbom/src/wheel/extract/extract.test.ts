import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWheel, wheelFileName } from '@custody/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inspectWheelContents, type WheelContents } from '../inspect.ts';
import { wheelSource } from '../testing/source.ts';
import { extractDocuments } from './extract.ts';
import { listDocuments } from './list.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'custody-extract-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const contents = (sboms: Readonly<Record<string, string>>): Promise<WheelContents> =>
  inspectWheelContents(wheelSource(buildWheel({ sboms })), wheelFileName());

const CYCLONEDX = '{"bomFormat":"CycloneDX","specVersion":"1.6"}';
const SBOMS = 'tidewater-1.0.0.dist-info/sboms/';

describe('documents', () => {
  test('are listed with what their content says they are', async () => {
    expect(listDocuments(await contents({ 'a.json': CYCLONEDX, 'b.txt': 'no sbom' }))).toMatchObject([
      { path: `${SBOMS}a.json`, size: 45, detection: { kind: 'cyclonedx', version: '1.6' } },
      { path: `${SBOMS}b.txt`, size: 7, detection: { kind: 'not-an-sbom' } },
    ]);
    expect(listDocuments(await contents({}))).toEqual([]);
  });

  test('are written byte for byte, those in folders under one name', async () => {
    const directory = join(folder, 'new', 'out');
    const found = await contents({ 'a.cdx.json': CYCLONEDX, 'rust/b.json': '{}' });
    const { written, refused } = await extractDocuments(found, { directory });
    expect(refused).toEqual([]);
    expect(written.map(({ entry }) => entry)).toEqual([`${SBOMS}a.cdx.json`, `${SBOMS}rust/b.json`]);
    expect(readdirSync(directory).sort()).toEqual(['a.cdx.json', 'rust--b.json']);
    expect(readFileSync(join(directory, 'a.cdx.json'), 'utf8')).toBe(CYCLONEDX);
  });

  test.each([
    '../x.json',
    '../../x.json',
    '.hidden',
    'nul.json',
    'CON',
    'a\\b.json',
    'a\u202e.json',
    'x.json.',
    ' x',
  ])('are not written under the name %j', async (name) => {
    const directory = join(folder, 'out');
    const { written, refused } = await extractDocuments(await contents({ [name]: '{}' }), { directory });
    expect(written).toEqual([]);
    expect(refused).toHaveLength(1);
    expect(existsSync(directory)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of names that differ in case only are not written over each other', async () => {
    const found = await contents({ 'a.json': '1', 'A.json': '2' });
    const { written, refused } = await extractDocuments(found, { directory: folder });
    expect([written.length, refused.length]).toEqual([1, 1]);
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('1');
  });

  test('never replace a file that is there', async () => {
    writeFileSync(join(folder, 'a.json'), 'mine');
    await expect(
      extractDocuments(await contents({ 'a.json': '{}' }), { directory: folder }),
    ).rejects.toMatchObject({
      code: 'exists',
    });
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('mine');
  });
});
