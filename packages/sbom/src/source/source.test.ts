import { createHash } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildSdist, sdistFileName } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import type { Bill, Component } from '../bill/types.ts';
import { toCycloneDx } from '../cyclonedx/write.ts';
import type { JsonObject } from '../json/types.ts';
import { listOf, textOf } from '../json/value.ts';
import { validate } from '../validate/validate.ts';
import { wheelSource } from '../wheel/testing/source.ts';
import { serialise } from '../write/serialise.ts';
import { inspectSourceArchive } from './archive.ts';
import { checkSource } from './check.ts';
import { generateSource, type GenerateSourceOptions } from './generate.ts';
import { toSourceSpdx } from './spdx.ts';
import { scratchTree } from './testing/scratch.ts';
import { inspectSourceTree } from './tree.ts';
import type { SourceContents, SourceFile } from './types.ts';

const FIXED = { timestamp: '2026-01-02T03:04:05Z', toolVersion: '0.1.0' };
const tree = scratchTree();

const generated = (
  contents: SourceContents,
  options: Partial<GenerateSourceOptions> = {},
): { readonly bill: Bill; readonly notes: readonly string[] } => {
  const generation = generateSource(contents, { ...FIXED, ...options });
  if (generation.kind !== 'generated') throw new Error(generation.reason);
  return generation;
};

const one = (bill: Bill, name: string): Component => {
  const found = bill.components.filter((item) => item.name === name);
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} components named ${name}`);
  return found[0];
};

const hex = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');

const inMemory = (files: Readonly<Record<string, string>>): SourceContents => ({
  kind: 'tree',
  label: 'project',
  files: Object.entries(files)
    .map(
      ([path, text]): SourceFile => ({
        path,
        size: text.length,
        sha1: hex('sha1', text),
        sha256: hex('sha256', text),
        content: Buffer.from(text),
      }),
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1)),
  unread: [],
  litter: [],
});

const PYPROJECT = '[project]\nname = "Tide_Water"\nversion = "1.0"\nlicense = "MIT"\n';
const VENDORED = {
  'pyproject.toml': PYPROJECT,
  'src/tide/__init__.py': '',
  'src/tide/_vendor/__init__.py': '# glue\n',
  'src/tide/_vendor/vendor.txt': 'CacheControl==0.14.4 # why\nidna==3.18\nsetuptools==70.3.0\ngone==1.0\n',
  'src/tide/_vendor/cachecontrol/__init__.py': 'cache\n',
  'src/tide/_vendor/cachecontrol/LICENSE.txt': 'terms\n',
  'src/tide/_vendor/idna.py': 'idna\n',
  'src/tide/_vendor/pkg_resources/__init__.py': 'old\n',
  'src/tide/_vendor/mystery/__init__.py': '?\n',
};

describe('a source tree', () => {
  test('has every file in its document, hashed, but version control and build litter, and follows no link', () => {
    const directory = tree({
      'pyproject.toml': PYPROJECT,
      'src/a.py': 'a\n',
      '.git/HEAD': 'ref\n',
      'src/__pycache__/a.cpython-314.pyc': 'x',
      'dist/old.whl': 'x',
      'src/dist/kept.py': 'kept\n',
      build: 'a script, not a directory',
    });
    symlinkSync('/', join(directory, 'src/link'));
    const { bill, notes } = generated(inspectSourceTree(directory));
    const files = bill.components.filter(({ type }) => type === 'file');
    expect(files.map(({ name }) => name)).toEqual([
      'build',
      'pyproject.toml',
      'src/a.py',
      'src/dist/kept.py',
    ]);
    expect(one(bill, 'src/a.py').hashes).toEqual([
      { algorithm: 'SHA-1', value: hex('sha1', 'a\n') },
      { algorithm: 'SHA-256', value: hex('sha256', 'a\n') },
    ]);
    expect(one(bill, 'Tide_Water')).toMatchObject({ version: '1.0', purl: 'pkg:pypi/tide-water@1.0' });
    expect(notes).toEqual([
      'src/link was not taken in: a symbolic link, which is not followed',
      'left out as version control or build litter: .git, dist, src/__pycache__',
    ]);
  });

  test('gives the same document whatever litter lies in it', () => {
    const files = { 'pyproject.toml': PYPROJECT, 'a.py': '' };
    const clean = generated(inspectSourceTree(tree(files))).bill;
    const dirty = generated(
      inspectSourceTree(tree({ ...files, '.git/x': '', 'dist/y': '', 'b.pyc': '' })),
    ).bill;
    expect(dirty).toEqual(clean);
  });

  test('without a stated version says so and makes none up', () => {
    const contents = inMemory({ 'pyproject.toml': '[project]\nname = "a"\ndynamic = ["version"]\n' });
    const { bill, notes } = generated(contents);
    expect(one(bill, 'a').version).toBeUndefined();
    expect(notes[0]).toContain('does not say its version');
    expect(one(generated(contents, { version: '2.0' }).bill, 'a').purl).toBe('pkg:pypi/a@2.0');
  });

  test('that is no Python project is named by the person, else by its directory', () => {
    const contents = inMemory({ 'main.c': '' });
    expect(one(generated(contents).bill, 'project').purl).toBeUndefined();
    expect(one(generated(contents, { name: 'cpython', version: '3.15.0' }).bill, 'cpython').version).toBe(
      '3.15.0',
    );
  });
});

describe('vendored code', () => {
  const { bill, notes } = generated(inMemory(VENDORED));
  const owner = (path: string): string => {
    const parent = one(bill, path).parent;
    return bill.components.find(({ ref }) => ref === parent)?.name ?? '';
  };

  test('is a component that its files belong to, known from the list', () => {
    expect(one(bill, 'CacheControl')).toMatchObject({
      version: '0.14.4',
      purl: 'pkg:pypi/cachecontrol@0.14.4',
    });
    expect(owner('src/tide/_vendor/cachecontrol/__init__.py')).toBe('CacheControl');
    expect(owner('src/tide/_vendor/idna.py')).toBe('idna');
    expect(owner('src/tide/_vendor/__init__.py')).toBe('Tide_Water');
    expect(one(bill, 'CacheControl').properties).toEqual([
      { name: 'custody:source:licence-file', value: 'src/tide/_vendor/cachecontrol/LICENSE.txt' },
    ]);
  });

  test('of which only a part is there says which part is not', () => {
    expect(owner('src/tide/_vendor/pkg_resources/__init__.py')).toBe('setuptools');
    expect(one(bill, 'setuptools').properties).toEqual([
      { name: 'custody:source:absent', value: 'setuptools' },
    ]);
    expect(notes.find((note) => note.startsWith('of setuptools 70.3.0'))).toContain('not there: setuptools');
  });

  test('that a list names and nothing is there of is told, and raises no alarm', () => {
    expect(bill.components.some(({ name }) => name === 'gone')).toBe(false);
    expect(notes.some((note) => note.includes('names gone 1.0, but nothing of it is in'))).toBe(true);
  });

  test('that no list names is a component of unknown version', () => {
    const mystery = one(bill, 'mystery');
    expect(mystery.version).toBeUndefined();
    expect(bill.compositions.find(({ aggregate }) => aggregate === 'unknown')?.assemblies).toEqual([
      mystery.ref,
    ]);
    expect(notes.some((note) => note.startsWith('src/tide/_vendor/mystery looks like code of others'))).toBe(
      true,
    );
  });

  test('that was patched or thinned out since it was installed is told', () => {
    const record = (text: string): string => createHash('sha256').update(text).digest('base64url');
    const { bill: found, notes: said } = generated(
      inMemory({
        '_vendor/six.py': 'mine',
        '_vendor/six-1.17.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: six\nVersion: 1.17.0\n',
        '_vendor/six-1.17.0.dist-info/RECORD': `six.py,sha256=${record('theirs')},6\nsix_more.py,sha256=${record('x')},1\nsix-1.17.0.dist-info/INSTALLER,,\n__pycache__/six.pyc,,\n../bin/six,,\n`,
      }),
    );
    expect(one(found, 'six').properties).toEqual([
      { name: 'custody:source:absent', value: '_vendor/six_more.py' },
      { name: 'custody:source:patched', value: '_vendor/six.py' },
    ]);
    expect(said.some((note) => note.startsWith('six 1.17.0 was patched'))).toBe(true);
    expect(found.compositions[0]?.assemblies).toContain(one(found, 'six').ref);
  });

  test('that kept its dist-info is known from it, file by file', () => {
    const info = (name: string, version: string): string =>
      `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nLicense-Expression: MIT\n`;
    const found = generated(
      inMemory({
        '_vendor/jaraco/text/__init__.py': 't',
        '_vendor/jaraco/context.py': 'c',
        '_vendor/jaraco.text-3.1.dist-info/METADATA': info('jaraco.text', '3.1'),
        '_vendor/jaraco.text-3.1.dist-info/RECORD':
          'jaraco/text/__init__.py,,\njaraco.text-3.1.dist-info/METADATA,,\n',
        '_vendor/jaraco.context-5.3.dist-info/METADATA': info('jaraco.context', '5.3'),
        '_vendor/jaraco.context-5.3.dist-info/RECORD': 'jaraco/context.py,,\n../../../etc/passwd,,\n',
      }),
    ).bill;
    expect(one(found, '_vendor/jaraco/context.py').parent).toBe(one(found, 'jaraco.context').ref);
    expect(one(found, '_vendor/jaraco/text/__init__.py').parent).toBe(one(found, 'jaraco.text').ref);
    expect(one(found, 'jaraco.text')).toMatchObject({ version: '3.1', licenses: [{ expression: 'MIT' }] });
  });
});

describe('documents of a source', () => {
  const { bill } = generated(inMemory(VENDORED));

  test('are valid in both standards', async () => {
    const written = [(await toCycloneDx(bill)).document, (await toSourceSpdx(bill)).document];
    for (const document of written) {
      const { judgements } = await validate(serialise(document), { file: 'x.json' });
      expect(judgements.find(({ rule }) => rule.id === 'sbom/schema')?.findings).toEqual([]);
      expect(judgements.find(({ rule }) => rule.id === 'sbom/reachable-components')?.findings).toEqual([]);
    }
  });

  test('as SPDX tell the verification code of each package over all files that it contains', async () => {
    const { document } = await toSourceSpdx(bill);
    const code = (name: string): unknown => {
      const item = listOf(document, 'packages').find((entry) => textOf(entry, 'name') === name) as JsonObject;
      return [item['filesAnalyzed'], item['packageVerificationCode']];
    };
    const over = (texts: readonly string[]) =>
      hex(
        'sha1',
        texts
          .map((text) => hex('sha1', text))
          .sort()
          .join(''),
      );
    expect(code('CacheControl')).toEqual([
      true,
      { packageVerificationCodeValue: over(['cache\n', 'terms\n']) },
    ]);
    expect(code('Tide_Water')).toEqual([
      true,
      { packageVerificationCodeValue: over(Object.values(VENDORED)) },
    ]);
  });

  test('leave themselves out, which SPDX says', async () => {
    const exclude = ['src/tide/_vendor/idna.py'];
    const { bill: without } = generated(inMemory(VENDORED), { exclude });
    expect(without.components.some(({ name }) => name === exclude[0])).toBe(false);
    expect(without.properties).toContainEqual({ name: 'custody:source:excluded', value: exclude[0] });
    const { document } = await toSourceSpdx(without, exclude);
    const said = listOf(document, 'packages').filter((item) =>
      JSON.stringify(item).includes('ExcludedFiles'),
    );
    expect(said).toMatchObject([
      {
        name: 'Tide_Water',
        packageVerificationCode: { packageVerificationCodeExcludedFiles: [`./${exclude[0]}`] },
      },
    ]);
  });

  test.each(['cyclonedx', 'spdx'] as const)('as %s are current until something changes', async (standard) => {
    const { document } = standard === 'spdx' ? await toSourceSpdx(bill) : await toCycloneDx(bill);
    const committed = serialise(document);
    const again = (files: Readonly<Record<string, string>>): Bill =>
      generated(inMemory(files), { previous: committed, timestamp: '2027-01-01T00:00:00Z', toolVersion: '9' })
        .bill;
    expect(await checkSource(committed, again(VENDORED))).toEqual({ kind: 'current' });
    const changed = await checkSource(committed, again({ ...VENDORED, 'src/tide/__init__.py': 'new\n' }));
    expect(changed).toMatchObject({
      kind: 'stale',
      diff: { components: { changed: [{ component: 'src/tide/__init__.py' }] } },
    });
    const added = await checkSource(committed, again({ ...VENDORED, 'src/new.py': '' }));
    expect(added).toMatchObject({ kind: 'stale', diff: { components: { added: ['src/new.py'] } } });
  });

  test('that are none are unreadable, never current', async () => {
    for (const text of ['', '{}', '[', '{"bomFormat":"CycloneDX","specVersion":"9.9"}'])
      expect((await checkSource(Buffer.from(text), bill)).kind).toBe('unreadable');
  });
});

describe('an earlier document', () => {
  const earlier = async (change: (component: Component) => Component): Promise<Uint8Array> => {
    const { bill } = generated(inMemory(VENDORED));
    return serialise((await toCycloneDx({ ...bill, components: bill.components.map(change) })).document);
  };
  const enrich = (item: Component): Component =>
    item.name === 'idna' || item.name === 'src/tide/_vendor/idna.py'
      ? {
          ...item,
          licenses: [{ kind: 'id', id: 'BSD-3-Clause' }],
          ...(item.type === 'file'
            ? {}
            : {
                cpe: 'cpe:2.3:a:idna:idna:3.18:*:*:*:*:*:*:*',
                hashes: [{ algorithm: 'SHA-256' as const, value: 'a'.repeat(64) }],
                externalReferences: [{ type: 'distribution', url: 'https://files.example/idna.tar.gz' }],
              }),
        }
      : item;

  test('keeps what it knows of what did not change', async () => {
    const { bill, notes } = generated(inMemory(VENDORED), { previous: await earlier(enrich) });
    expect(one(bill, 'idna')).toMatchObject({
      cpe: 'cpe:2.3:a:idna:idna:3.18:*:*:*:*:*:*:*',
      licenses: [{ id: 'BSD-3-Clause' }],
      hashes: [{ value: 'a'.repeat(64) }],
      externalReferences: [{ url: 'https://files.example/idna.tar.gz' }],
    });
    expect(one(bill, 'src/tide/_vendor/idna.py').licenses).toMatchObject([{ id: 'BSD-3-Clause' }]);
    expect(notes.some((note) => note.includes('changed since the earlier document'))).toBe(false);
  });

  test('says nothing of a file that changed, nor of another version', async () => {
    const previous = await earlier(enrich);
    const patched = generated(inMemory({ ...VENDORED, 'src/tide/_vendor/idna.py': 'mine\n' }), { previous });
    expect(one(patched.bill, 'src/tide/_vendor/idna.py').licenses).toBeUndefined();
    expect(patched.notes).toContain(
      'files of idna 3.18 changed since the earlier document, but its version did not: it was patched, or the version was not updated',
    );
    const list = VENDORED['src/tide/_vendor/vendor.txt'].replace('3.18', '3.19');
    const updated = generated(inMemory({ ...VENDORED, 'src/tide/_vendor/vendor.txt': list }), { previous });
    expect(one(updated.bill, 'idna').cpe).toBeUndefined();
  });

  test('that cannot be read is refused', () => {
    const options = { ...FIXED, previous: Buffer.from('{"a":1}') };
    expect(generateSource(inMemory({}), options).kind).toBe('refused');
  });
});

describe('an sdist', () => {
  test('is described by its PKG-INFO, with the hash of the archive', async () => {
    const bytes = buildSdist({ files: { 'tide/__init__.py': 'x\n', 'empty.txt': '' } });
    const contents = await inspectSourceArchive(wheelSource(bytes), sdistFileName());
    const { bill } = generated(contents);
    expect(one(bill, 'tidewater')).toMatchObject({
      purl: 'pkg:pypi/tidewater@1.0.0?file_name=tidewater-1.0.0.tar.gz',
      hashes: [{ algorithm: 'SHA-256', value: createHash('sha256').update(bytes).digest('hex') }],
    });
    expect(one(bill, 'empty.txt').hashes?.[0]?.value).toBe(hex('sha1', ''));
    expect(one(bill, 'tide/__init__.py').hashes?.[0]?.value).toBe(hex('sha1', 'x\n'));
  });

  test('cut short at any place is told, and never throws', async () => {
    const bytes = buildSdist();
    const whole = await inspectSourceArchive(wheelSource(bytes), sdistFileName());
    const hashes = new Map(whole.files.map(({ path, sha256 }) => [path, sha256]));
    for (let size = 0; size < bytes.length; size += 37) {
      const contents = await inspectSourceArchive(wheelSource(bytes.subarray(0, size)), sdistFileName());
      expect(contents.unread.length).toBeGreaterThan(0);
      for (const { path, sha256 } of contents.files) expect([path, hashes.get(path)]).toEqual([path, sha256]);
      expect(generateSource(contents, FIXED).kind).toBe('generated');
    }
  });
});
