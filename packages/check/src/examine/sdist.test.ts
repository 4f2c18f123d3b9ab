import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RuleId } from '@custody/findings';
import { buildSdist, gzip, type SdistOptions, type TarEntrySpec } from '@custody/testkit';
import { afterAll, describe, expect, test } from 'vitest';
import { examine } from './examine.ts';

const directory = mkdtempSync(join(tmpdir(), 'custody-sdist-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const TOP = 'tidewater-1.0.0';
const context = { progress: () => undefined, signal: new AbortController().signal };

const examined = async (bytes: Uint8Array, only?: readonly RuleId[], name = `${TOP}.tar.gz`) => {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  const target = { kind: 'sdist', path, size: bytes.length } as const;
  const examination = await examine({ target, ...(only === undefined ? {} : { only }) }, context);
  const unread = examination.unknowns.filter(({ rule }) => rule.id === 'file/readable');
  return {
    ...examination,
    unread: unread.map(({ reason, location: { entry } }) => (entry === undefined ? reason : [entry, reason])),
    families: new Set(examination.judged.map((id) => id.split('/', 1)[0])),
  };
};

const changed = (name: string, change: (entry: TarEntrySpec) => TarEntrySpec): SdistOptions => ({
  tar: ({ entries }) => ({
    entries: entries.map((entry) => (entry.name === `${TOP}/${name}` ? change(entry) : entry)),
  }),
});

const linked = (name: string): SdistOptions =>
  changed(name, (entry) => ({ name: entry.name, type: '2', linkName: 'elsewhere' }));

describe('an sdist', () => {
  test('is described by its files and the version of its metadata', async () => {
    const { subject, unread, families } = await examined(buildSdist());
    expect(subject).toMatchObject({
      name: 'tidewater',
      version: '1.0.0',
      facts: ['4 files', 'metadata 2.4'],
    });
    expect(unread).toEqual([]);
    expect(families).toEqual(new Set(['tar', 'sdist', 'metadata', 'project', 'file']));
  });

  test('whose metadata version is none is not described by it', async () => {
    const metadata = 'Metadata-Version: 2.4 and then some\nName: tidewater\nVersion: 1.0.0\n';
    expect((await examined(buildSdist({ metadata }))).subject.facts).toEqual(['4 files']);
  });

  test('without PKG-INFO leaves one unknown for all rules about it', async () => {
    const { unread, families, findings } = await examined(buildSdist({ metadata: null }));
    expect(unread).toEqual(['PKG-INFO is missing, so that no rule about it was judged']);
    expect(families.has('metadata')).toBe(false);
    expect(findings.map(({ rule }) => rule.id)).toContain('sdist/pkg-info');
  });

  test('without pyproject.toml leaves nothing unknown', async () => {
    const { unread, findings } = await examined(buildSdist({ pyproject: null }));
    expect(unread).toEqual([]);
    expect(findings.map(({ rule }) => rule.id)).toEqual(['sdist/pyproject']);
  });

  test.each(['PKG-INFO', 'pyproject.toml'])(
    'with a link for its %s says that it was not read',
    async (name) => {
      const { unread } = await examined(buildSdist(linked(name)));
      expect(unread).toEqual([
        [
          `${TOP}/${name}`,
          `"${TOP}/${name}" is no regular file (symlink), so that no rule about it was judged`,
        ],
      ]);
    },
  );

  test('with a pyproject.toml that is too large says that it was not read', async () => {
    const { unread } = await examined(
      buildSdist({ pyproject: new Uint8Array(16 * 1024 * 1024 + 1).fill(10) }),
    );
    expect(unread).toMatchObject([
      [`${TOP}/pyproject.toml`, expect.stringContaining('is too large to be read')],
    ]);
  });

  test('with a second top directory says why neither file was read', async () => {
    const bytes = buildSdist({
      tar: ({ entries }) => ({ entries: [...entries, { name: 'other/setup.py', content: '' }] }),
    });
    expect((await examined(bytes)).unread).toMatchObject([
      [`${TOP}/PKG-INFO`, expect.stringContaining('no single top directory')],
      [`${TOP}/pyproject.toml`, expect.stringContaining('no single top directory')],
    ]);
  });

  test('that breaks off inside its PKG-INFO leaves it unknown', async () => {
    const tar = gunzipSync(buildSdist({ metadata: `Metadata-Version: 2.4\n${'X: y\n'.repeat(1000)}` }));
    const { unread, findings } = await examined(gzip(tar.subarray(0, tar.length - 4096)));
    expect(unread).toMatchObject([
      expect.stringContaining('could not be read to its end'),
      [`${TOP}/PKG-INFO`, expect.stringContaining('could not be read whole')],
    ]);
    expect(findings.map(({ rule }) => rule.id).filter((id) => !id.startsWith('tar/'))).toEqual([]);
  });

  test('without any file is judged by the rules about sdists', async () => {
    const { subject, findings, unread } = await examined(buildSdist({ tar: () => ({ entries: [] }) }));
    expect(subject).toMatchObject({ name: 'tidewater', version: '1.0.0', facts: ['0 files'] });
    expect(findings.map(({ rule }) => rule.id)).toEqual(['sdist/single-directory']);
    expect(unread).toEqual(['PKG-INFO is missing, so that no rule about it was judged']);
  });

  test('that is no archive at all is not said to be empty', async () => {
    const { subject, findings, unknowns, unread } = await examined(Buffer.from('no archive'));
    expect(unread).toEqual([
      expect.stringContaining('could not be read to its end'),
      expect.stringContaining('breaks off before a PKG-INFO was seen'),
    ]);
    expect(subject.facts).toEqual([]);
    expect(findings.filter(({ rule }) => rule.id.startsWith('sdist/'))).toEqual([]);
    expect(unknowns.map(({ rule }) => rule.id)).toContain('sdist/single-directory');
  });

  test('of which only the framing is asked for has no unknown metadata', async () => {
    const { unread } = await examined(buildSdist({ metadata: null }), ['tar/checksum']);
    expect(unread).toEqual([]);
  });
});
