import { createHash } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildElf } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import type { Bill, Component } from '../bill/types.ts';
import { toCycloneDx } from '../cyclonedx/write.ts';
import { scratchTree } from '../source/testing/scratch.ts';
import { toSpdx } from '../spdx/write.ts';
import { validate } from '../validate/validate.ts';
import { serialise } from '../write/serialise.ts';
import { readDirectUrl } from './direct-url.ts';
import { generateEnvironment } from './generate.ts';
import { inspectEnvironment } from './inspect.ts';

const FIXED = { timestamp: '2026-01-02T03:04:05Z', toolVersion: '0.1.0' };
const site = scratchTree();

type Files = Readonly<Record<string, string | Uint8Array>>;

const b64 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('base64url');

/** What an installer leaves: the files, and a RECORD of them. */
const installed = (name: string, version: string, files: Files, headers = '', more: Files = {}): Files => {
  const info = `${name}-${version}.dist-info`;
  const all: Files = {
    ...files,
    [`${info}/METADATA`]: `Metadata-Version: 2.4\nName: ${name}\nVersion: ${version}\n${headers}`,
    [`${info}/INSTALLER`]: 'pip\n',
    ...Object.fromEntries(Object.entries(more).map(([path, content]) => [`${info}/${path}`, content])),
  };
  const rows = Object.entries(all).map(
    ([path, content]) => `${path},sha256=${b64(content)},${content.length}\n`,
  );
  return { [`${info}/RECORD`]: `${rows.join('')}${info}/RECORD,,\n`, ...all };
};

const generated = async (
  directory: string,
): Promise<{
  readonly bill: Bill;
  readonly notes: readonly string[];
  readonly conflicts: readonly unknown[];
}> => {
  const generation = generateEnvironment(await inspectEnvironment(directory), { ...FIXED, name: 'env' });
  if (generation.kind !== 'generated') throw new Error(generation.reason);
  return generation;
};

const one = (bill: Bill, name: string): Component => {
  const found = bill.components.filter((item) => item.name === name);
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} components named ${name}`);
  return found[0];
};

const needs = (bill: Bill, name: string): readonly string[] =>
  (bill.dependencies.find(({ ref }) => ref === one(bill, name).ref)?.dependsOn ?? []).map(
    (ref) => bill.components.find((item) => item.ref === ref)?.name ?? '?',
  );

const ELF = buildElf({ soname: '_tide.so' });
const DOCUMENT = (version: string): string =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: {
      component: { type: 'library', 'bom-ref': 'r', name: 'tide', version: '1.0', purl: 'pkg:pypi/Tide@1.0' },
    },
    components: [
      { type: 'library', 'bom-ref': 'z', name: 'zlib', version, purl: `pkg:generic/zlib@${version}` },
      {
        type: 'library',
        'bom-ref': 'c',
        name: 'inner',
        version: '1',
        purl: 'pkg:cargo/inner@1?download_url=file:///home/somebody/x',
      },
      { type: 'file', 'bom-ref': 'f', name: 'elsewhere.rs' },
    ],
    dependencies: [{ ref: 'r', dependsOn: ['z', 'c'] }],
  });

describe('an installed environment', () => {
  test('has a component for each distribution, with where it lies and who installed it', async () => {
    const { bill, notes } = await generated(
      site({
        ...installed(
          'Tide',
          '1.0',
          { 'tide/__init__.py': 'x' },
          'License-Expression: MIT\nRequires-Dist: water>=1\nRequires-Dist: absent\n',
        ),
        ...installed('water', '2.0', { 'water.py': '' }, '', { REQUESTED: '' }),
      }),
    );
    expect(notes).toEqual([]);
    expect(one(bill, 'Tide')).toMatchObject({
      purl: 'pkg:pypi/tide@1.0',
      licenses: [{ expression: 'MIT' }],
      properties: [
        { name: 'custody:environment:files', value: '4' },
        { name: 'custody:environment:installer', value: 'pip' },
      ],
    });
    expect(one(bill, 'Tide').evidence?.occurrences).toContainEqual({ location: 'tide/__init__.py' });
    expect(one(bill, 'water').properties).toContainEqual({
      name: 'custody:environment:requested',
      value: 'true',
    });
    expect(needs(bill, 'Tide')).toEqual(['water']);
    expect([...needs(bill, 'env')].sort()).toEqual(['Tide', 'water']);
    expect(bill.compositions).toContainEqual({ aggregate: 'complete', dependencies: [bill.root] });
  });

  test('has no version of its own, which is stated, so that no rule finds a gap', async () => {
    const { bill } = await generated(site(installed('water', '2.0', { 'water.py': '' })));
    expect(one(bill, 'env').version).toBeUndefined();
    expect(bill.compositions).toContainEqual({ aggregate: 'incomplete', assemblies: [bill.root] });
    const { document } = await toCycloneDx(bill);
    const { judgements } = await validate(serialise(document), { file: 'x.json' });
    expect(judgements.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual([]);
  });

  test('has its binaries as files of their distribution, and tells what is not what RECORD says', async () => {
    const tampered = { ...installed('Tide', '1.0', { 'tide/_tide.so': ELF, 'tide/fake.so': 'text' }) };
    const bad = new Uint8Array([...ELF, 0]);
    const { bill, notes } = await generated(site({ ...tampered, 'tide/_tide.so': bad }));
    expect(one(bill, 'tide/_tide.so')).toMatchObject({ type: 'file', parent: one(bill, 'Tide').ref });
    expect(one(bill, 'tide/_tide.so').hashes?.[0]?.value).toBe(
      createHash('sha256').update(bad).digest('hex'),
    );
    expect(notes).toEqual([
      'tide/_tide.so is not what RECORD says: its SHA-256 differs',
      'tide/fake.so is no binary, or could not be read',
    ]);
  });

  test('takes in what embedded documents declare, once, without paths of a build machine', async () => {
    const { bill, conflicts } = await generated(
      site(
        installed('Tide', '1.0', { 'tide.py': '' }, '', {
          'sboms/a.cdx.json': DOCUMENT('1.3'),
          'sboms/b.json': DOCUMENT('1.3'),
        }),
      ),
    );
    expect(one(bill, 'zlib').purl).toBe('pkg:generic/zlib@1.3');
    expect(one(bill, 'inner').purl).toBe('pkg:cargo/inner@1');
    expect([...needs(bill, 'Tide')].sort()).toEqual(['inner', 'zlib']);
    expect(bill.components.some(({ name }) => name === 'elsewhere.rs')).toBe(false);
    expect(conflicts).toEqual([]);
  });

  test('reports documents of one distribution that contradict each other, and not those of two', async () => {
    const clash = await generated(
      site(
        installed('Tide', '1.0', { 'tide.py': '' }, '', {
          'sboms/a.cdx.json': DOCUMENT('1.3'),
          'sboms/b.cdx.json': DOCUMENT('1.2'),
        }),
      ),
    );
    expect(clash.conflicts).toMatchObject([{ component: 'pkg:generic/zlib', field: 'version' }]);
  });

  test('may hold two versions of one library in two distributions', async () => {
    const { bill, conflicts } = await generated(
      site({
        ...installed('Tide', '1.0', { 'tide.py': '' }, '', { 'sboms/a.cdx.json': DOCUMENT('1.3') }),
        ...installed('water', '1.0', { 'w.py': '' }, '', {
          'sboms/a.cdx.json': DOCUMENT('1.2').replaceAll('Tide', 'water'),
        }),
      }),
    );
    expect(bill.components.filter(({ name }) => name === 'zlib').map(({ version }) => version)).toEqual([
      '1.2',
      '1.3',
    ]);
    expect(conflicts).toEqual([]);
  });

  test('accounts for everything that is no distribution', async () => {
    const { bill, notes } = await generated(
      site({
        ...installed('Tide', '1.0', { 'tide.py': '' }),
        'old-1.0.egg-info/PKG-INFO': 'Name: old\n',
        'broken-1.0.dist-info/RECORD': '',
        'nameless-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\n',
        'norecord-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: norecord\nVersion: 1.0\n',
        'loose.pth': 'import os',
        'Tide-2.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: tide\nVersion: 2.0\n',
      }),
    );
    expect(notes).toEqual([
      'Tide-2.0.dist-info has no RECORD: which files belong to tide is not known',
      'broken-1.0.dist-info has no METADATA: what is installed there is not known',
      'nameless-1.0.dist-info/METADATA names no release',
      'norecord-1.0.dist-info has no RECORD: which files belong to norecord is not known',
      'old-1.0.egg-info is installed in a form that is not read: reinstall it with a current installer',
      'no distribution accounts for loose.pth',
      'Tide-1.0.dist-info and Tide-2.0.dist-info are two installations of one project',
    ]);
    expect(bill.compositions).not.toContainEqual({ aggregate: 'complete', dependencies: [bill.root] });
  });

  test('opens nothing outside its directory, whatever RECORD or a link says', async () => {
    const directory = site({
      'outside/secret.so': ELF,
      'site/Tide-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: Tide\nVersion: 1.0\n',
      'site/Tide-1.0.dist-info/RECORD':
        '../outside/secret.so,,\nlinked/secret.so,,\nfile.so,,\n/etc/passwd.so,,\n',
    });
    symlinkSync('../outside', join(directory, 'site/linked'));
    symlinkSync('../outside/secret.so', join(directory, 'site/file.so'));
    const { bill } = await generated(join(directory, 'site'));
    expect(bill.components.filter(({ type }) => type === 'file')).toEqual([]);
    expect(JSON.stringify(bill)).not.toContain('passwd');
  });

  test('gives valid documents in both standards, everything reachable, the same every time', async () => {
    const directory = site({
      ...installed('Tide', '1.0', { 'tide/_tide.so': ELF }, 'Requires-Dist: water\n', {
        'sboms/a.cdx.json': DOCUMENT('1.3'),
      }),
      ...installed('water', '2.0', { 'water.py': '' }, 'Requires-Dist: tide; extra == "x"\n'),
    });
    const { bill } = await generated(directory);
    expect((await generated(directory)).bill).toEqual(bill);
    for (const { document } of [await toCycloneDx(bill), await toSpdx(bill)]) {
      const { judgements } = await validate(serialise(document), { file: 'x.json' });
      for (const id of [
        'sbom/schema',
        'sbom/reachable-components',
        'sbom/refs-resolve',
        'sbom/private-paths',
        'sbom/canonical-purl',
      ])
        expect([id, judgements.find(({ rule }) => rule.id === id)?.findings]).toEqual([id, []]);
    }
  });
});

describe('direct_url.json', () => {
  const read = (value: unknown) => readDirectUrl(Buffer.from(JSON.stringify(value)));

  test('tells a repository and commit, or an archive and its hashes, without credentials', () => {
    expect(
      read({ url: 'https://user:secret@git.example/a.git', vcs_info: { vcs: 'git', commit_id: 'abc' } }),
    ).toEqual({ kind: 'vcs', url: 'git+https://git.example/a.git', commit: 'abc' });
    const value = 'a'.repeat(64);
    for (const info of [{ hashes: { sha256: value } }, { hash: `sha256=${value}` }])
      expect(read({ url: 'https://files.example/a.whl?token=1', archive_info: info })).toEqual({
        kind: 'archive',
        url: 'https://files.example/a.whl',
        hashes: [{ algorithm: 'SHA-256', value }],
      });
  });

  test('tells no directory of the machine', () => {
    expect(read({ url: 'file:///home/somebody/x', dir_info: { editable: true } })).toEqual({
      kind: 'local',
      editable: true,
    });
    expect(read({ url: 'file:///home/somebody/x.whl', archive_info: {} })).toEqual({
      kind: 'local',
      editable: false,
    });
  });

  test('that is none is none', () => {
    for (const text of ['', '[]', '{}', '{"url":1}', '{"url":"x","url":"y"'])
      expect(readDirectUrl(Buffer.from(text))).toBeUndefined();
  });
});
