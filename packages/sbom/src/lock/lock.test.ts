import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bill, Component } from '../bill/types.ts';
import { toCycloneDx } from '../cyclonedx/write.ts';
import { toSpdx } from '../spdx/write.ts';
import { validate } from '../validate/validate.ts';
import { serialise } from '../write/serialise.ts';
import { generateLock, type GenerateLockOptions } from './generate.ts';
import { withoutCredentials } from './redact.ts';
import { readRequirements } from './requirements/read.ts';

const FIXED = { timestamp: '2026-01-02T03:04:05Z', toolVersion: '0.1.0' };
const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];

const generated = (
  text: string,
  fileName: string,
  options: Partial<GenerateLockOptions> = {},
): { readonly bill: Bill; readonly notes: readonly string[] } => {
  const generation = generateLock(Buffer.from(text), fileName, { ...FIXED, ...options });
  if (generation.kind !== 'generated') throw new Error(generation.reason);
  return generation;
};

const one = (bill: Bill, name: string): Component => {
  const found = bill.components.filter((item) => item.name === name);
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} components named ${name}`);
  return found[0];
};

const edges = (bill: Bill): readonly string[] => {
  const name = (ref: string): string => bill.components.find((item) => item.ref === ref)?.name ?? '?';
  return bill.dependencies.flatMap(({ ref, dependsOn }) =>
    dependsOn.map((to) => `${name(ref)} → ${name(to)}`),
  );
};

const REQUIREMENTS = `# by hand
--index-url https://user:secret@index.example/simple
-r more.txt
-e ./tree
Flask[async]==3.1 ; python_version >= "3.9" \\
    --hash=sha256:${A} \\
    --hash=sha256:${B}
six==1.17.0 --hash sha256:${A}  # why
loose>=1.0
two==1.0,!=1.1
tool @ git+https://token@git.example/tool.git@0123456789abcdef0123456789abcdef01234567
local @ file:///home/somebody/x.whl
https://user:secret@files.example/nameless-1.0.tar.gz
=nonsense=
odd==2 --hash=md4:00
`;

describe('a requirements file', () => {
  const { bill, notes } = generated(REQUIREMENTS, 'requirements.txt');

  test('names components by pins, with hashes, extras and markers', () => {
    expect(one(bill, 'Flask')).toMatchObject({
      version: '3.1',
      purl: 'pkg:pypi/flask@3.1',
      properties: [
        { name: 'custody:lock:extras', value: 'async' },
        { name: 'custody:lock:marker', value: 'python_version >= "3.9"' },
      ],
    });
    expect(one(bill, 'Flask').hashes).toBeUndefined();
    expect(one(bill, 'Flask').externalReferences).toEqual([
      {
        type: 'distribution',
        url: `pkg:pypi/flask@3.1?checksum=sha256:${A}`,
        hashes: [{ algorithm: 'SHA-256', value: A }],
      },
      {
        type: 'distribution',
        url: `pkg:pypi/flask@3.1?checksum=sha256:${B}`,
        hashes: [{ algorithm: 'SHA-256', value: B }],
      },
    ]);
    expect(one(bill, 'six').hashes).toEqual([{ algorithm: 'SHA-256', value: A }]);
  });

  test('accounts for every other line, with its number', () => {
    expect(notes).toEqual([
      'requirements.txt:2: --index-url is an option for installers and names no component',
      'requirements.txt:3: -r names another requirements file, which was not read',
      'requirements.txt:4: -e installs a source tree, which was not looked at',
      'requirements.txt:9: loose is not pinned to one version: which will be installed is not known',
      'requirements.txt:10: two is not pinned to one version: which will be installed is not known',
      'requirements.txt:11: tool comes from a URL: its version is not known',
      'requirements.txt:12: local comes from a URL: its version is not known',
      'requirements.txt:13: a path or URL without a name: what it installs is not known',
      expect.stringContaining('requirements.txt:14: "=nonsense=" is no requirement'),
      'requirements.txt:15: "md4:00" is no hash that is known was not used',
    ]);
    expect(bill.compositions[0]).toMatchObject({ aggregate: 'incomplete', dependencies: [bill.root] });
  });

  test('keeps what is not pinned as a component without version', () => {
    expect(one(bill, 'loose')).toMatchObject({
      purl: 'pkg:pypi/loose',
      properties: [{ name: 'custody:lock:requirement', value: 'loose>=1.0' }],
    });
    expect(one(bill, 'loose').version).toBeUndefined();
    expect(one(bill, 'tool').externalReferences).toEqual([
      {
        type: 'vcs',
        url: 'git+https://git.example/tool.git',
        comment: 'commit 0123456789abcdef0123456789abcdef01234567',
      },
    ]);
  });

  test('tells neither credentials nor paths of the machine', () => {
    const text = JSON.stringify([bill, notes]);
    for (const word of ['secret', 'token@', 'somebody']) expect(text).not.toContain(word);
  });

  test('is complete only where everything is pinned by hash', () => {
    const aggregate = (text: string): unknown => generated(text, 'r.txt').bill.compositions[0]?.aggregate;
    expect(aggregate(`six==1.0 --hash=sha256:${A}\n`)).toBe('complete');
    expect(aggregate('six==1.0\n')).toBe('incomplete');
    expect(aggregate(`six==1.0 --hash=sha256:${A}\n-r more.txt\n`)).toBe('incomplete');
  });

  test('describes itself, or what the person says', () => {
    expect(bill.components.find(({ ref }) => ref === bill.root)).toMatchObject({
      type: 'file',
      name: 'requirements.txt',
    });
    const named = generated('six==1.0\n', 'r.txt', { name: 'My_App', version: '2' }).bill;
    expect(one(named, 'My_App')).toMatchObject({ type: 'application', purl: 'pkg:pypi/my-app@2' });
  });

  test('joins lines as pip does', () => {
    const names = (text: string) =>
      readRequirements(Buffer.from(text)).packages.map(({ name, line }) => [name, line]);
    expect(names('a==1 \\\n # comment ends it\nb==1\n')).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    expect(names('\ufeffa==1\r\nb==1\rc==1')).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect(names('a==1 \\')).toEqual([['a', 1]]);
  });
});

const PYLOCK = `lock-version = "1.0"
created-by = "a tool"
requires-python = ">=3.12"

[[packages]]
name = "attrs"
version = "25.1.0"
index = "https://user:secret@index.example/simple"
[[packages.wheels]]
url = "https://files.example/attrs-25.1.0-py3-none-any.whl"
hashes = { sha256 = "${A}" }

[[packages]]
name = "cattrs"
version = "24.1.2"
marker = "sys_platform == 'linux'"
dependencies = [{ name = "attrs" }]
[packages.sdist]
name = "cattrs-24.1.2.tar.gz"
path = "wheels/cattrs-24.1.2.tar.gz"
hashes = { sha256 = "${A}", sha512 = "${A}${A}" }
[[packages.wheels]]
name = "cattrs-24.1.2-py3-none-any.whl"
hashes = { sha256 = "${B}" }

[[packages]]
name = "mine"
directory = { path = "../mine", editable = true }

[[packages]]
name = "forked"
vcs = { type = "git", url = "https://git.example/f.git", commit-id = "0123456789abcdef0123456789abcdef01234567" }
`;

describe('a pylock.toml', () => {
  const { bill, notes } = generated(PYLOCK, 'pylock.toml');

  test('gives purls, hashes of the files, markers and edges', () => {
    expect(one(bill, 'attrs')).toMatchObject({
      purl: 'pkg:pypi/attrs@25.1.0?repository_url=https:%2F%2Findex.example%2Fsimple',
      hashes: [{ algorithm: 'SHA-256', value: A }],
      externalReferences: [
        {
          type: 'distribution',
          url: 'https://files.example/attrs-25.1.0-py3-none-any.whl',
          hashes: [{ value: A }],
        },
      ],
    });
    const cattrs = one(bill, 'cattrs');
    expect(cattrs.hashes).toBeUndefined();
    expect(cattrs.properties).toEqual([{ name: 'custody:lock:marker', value: "sys_platform == 'linux'" }]);
    expect(cattrs.externalReferences).toMatchObject([
      { comment: 'cattrs-24.1.2.tar.gz', hashes: [{ value: A }, { value: `${A}${A}` }] },
      { comment: 'cattrs-24.1.2-py3-none-any.whl' },
    ]);
    expect(edges(bill)).toContain('cattrs → attrs');
    expect(edges(bill)).not.toContain('pylock.toml → attrs');
  });

  test('gives what was never published no purl, and what comes from a repository its commit', () => {
    expect(one(bill, 'mine')).toMatchObject({ properties: [{ value: 'true' }, { value: '../mine' }] });
    expect(one(bill, 'mine').purl).toBeUndefined();
    expect(one(bill, 'forked').purl).toContain('vcs_url=git%2Bhttps:%2F%2Fgit.example%2Ff.git%400123');
    expect(JSON.stringify(bill)).not.toContain('secret');
    expect(notes).toEqual([
      'pylock.toml: packages[2], mine: its version is not stated',
      'pylock.toml: packages[3], forked: its version is not stated',
    ]);
  });

  test('of an unknown version is told', () => {
    expect(generated('lock-version = "2.0"\n', 'pylock.dev.toml').notes[0]).toContain(
      'the lock-version is 2.0',
    );
  });
});

const UV = `version = 1
requires-python = ">=3.12"

[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "anyio" }, { name = "numpy", version = "1.26.0", source = { registry = "https://pypi.org/simple" }, marker = "python_full_version < '3.13'" }]
[package.optional-dependencies]
fast = [{ name = "speedups" }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "anyio"
version = "3.7.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "absent" }]
sdist = { url = "https://files.example/anyio-3.7.0.tar.gz", hash = "sha256:${A}", size = 1 }
wheels = [{ url = "https://files.example/anyio-3.7.0-py3-none-any.whl", hash = "sha256:${B}", size = 1 }]

[[package]]
name = "numpy"
version = "1.26.0"
source = { registry = "https://pypi.org/simple" }
resolution-markers = ["python_full_version < '3.13'"]

[[package]]
name = "numpy"
version = "2.1.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "pytest"
version = "8.0"
source = { git = "https://git.example/pytest?rev=main#0123456789abcdef0123456789abcdef01234567" }
`;

describe('a uv.lock', () => {
  const { bill, notes } = generated(UV, 'uv.lock');

  test('gives packages and their edges, to the version that is meant', () => {
    expect(edges(bill)).toEqual(
      ['uv.lock → app', 'uv.lock → numpy', 'app → anyio', 'app → numpy', 'app → pytest'].sort(),
    );
    const app = bill.dependencies.find(({ ref }) => ref === one(bill, 'app').ref);
    expect(app?.dependsOn).toContain('pkg:pypi/numpy@1.26.0');
    expect(one(bill, 'anyio').externalReferences).toHaveLength(2);
    expect(one(bill, 'pytest').externalReferences).toMatchObject([
      { type: 'vcs', url: 'git+https://git.example/pytest' },
    ]);
  });

  test('tells needs that are not in it', () => {
    expect(notes).toEqual([
      'uv.lock: anyio needs absent, which is not in the lock',
      'uv.lock: app needs speedups, which is not in the lock',
    ]);
  });
});

describe('a poetry.lock', () => {
  test('gives packages, edges, sources and files, in its newer form and its older one', () => {
    const text = (files: string, metadata: string): string => `[[package]]
name = "requests"
version = "2.32.0"
description = "HTTP for people"
optional = false
markers = {main = "python_version >= '3.9'", dev = "extra == 'x'"}
${files}
[package.dependencies]
Idna = ">=2.5,<4"

[[package]]
name = "idna"
version = "3.7"
files = []
[package.source]
type = "legacy"
url = "https://user:secret@index.example/simple"
reference = "mine"

[metadata]
lock-version = "2.1"
${metadata}
`;
    const list = `[{file = "requests-2.32.0-py3-none-any.whl", hash = "sha256:${A}"}]`;
    for (const lock of [text(`files = ${list}`, ''), text('', `[metadata.files]\nrequests = ${list}`)]) {
      const { bill, notes } = generated(lock, 'poetry.lock');
      expect(notes).toEqual([]);
      expect(edges(bill)).toEqual(['poetry.lock → requests', 'requests → idna'].sort());
      expect(one(bill, 'requests')).toMatchObject({ description: 'HTTP for people', hashes: [{ value: A }] });
      expect(one(bill, 'idna').purl).toBe(
        'pkg:pypi/idna@3.7?repository_url=https:%2F%2Findex.example%2Fsimple',
      );
    }
  });
});

describe('any lock', () => {
  test.each([
    ['requirements.txt', REQUIREMENTS],
    ['pylock.toml', PYLOCK],
    ['uv.lock', UV],
  ])('%s makes documents that are valid in both standards, everything reachable', async (fileName, text) => {
    const { bill } = generated(text, fileName);
    for (const { document } of [await toCycloneDx(bill), await toSpdx(bill)]) {
      const { judgements } = await validate(serialise(document), { file: 'x.json' });
      for (const id of [
        'sbom/schema',
        'sbom/reachable-components',
        'sbom/unique-refs',
        'sbom/refs-resolve',
        'sbom/secrets',
        'sbom/private-paths',
        'sbom/canonical-purl',
      ])
        expect([id, judgements.find(({ rule }) => rule.id === id)?.findings]).toEqual([id, []]);
    }
  });

  test('is refused where it is none', () => {
    for (const [text, name] of [
      ['', 'Cargo.lock'],
      ['[[package', 'uv.lock'],
      ['\u0000', 'pylock.a.b.toml'],
    ] as const)
      expect(generateLock(Buffer.from(text), name, FIXED).kind).toBe('refused');
    expect(generateLock(Uint8Array.of(0xff, 0xfe), 'requirements.txt', FIXED).kind).toBe('refused');
  });

  const piece = fc.oneof(
    fc.constantFrom(
      'name',
      'version',
      '[[package]]',
      '[[packages]]',
      '[metadata]',
      ' = ',
      '"1"',
      '{',
      '}',
      '\n',
      '__proto__',
      'files',
      'dependencies',
      '[',
      ']',
      ',',
      'a==1',
      ' --hash=sha256:',
      '\\',
      '#',
      '-r ',
      ';',
      '@ ',
      'file:///x',
      'git+https://a:b@c.example/x',
    ),
    fc.string({ maxLength: 6 }),
  );
  test('whatever its bytes, never throws, and makes a bill whose refs are unique and resolve', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
        fc.constantFrom('r.txt', 'pylock.toml', 'uv.lock', 'poetry.lock'),
        (text, fileName) => {
          const generation = generateLock(Buffer.from(text), fileName, FIXED);
          if (generation.kind !== 'generated') return;
          const refs = new Set(generation.bill.components.map(({ ref }) => ref));
          expect(refs.size).toBe(generation.bill.components.length);
          for (const { ref, dependsOn } of generation.bill.dependencies)
            for (const each of [ref, ...dependsOn]) expect(refs).toContain(each);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('takes linear time on hostile lines', () => {
    const started = performance.now();
    for (const text of [
      ' '.repeat(2e6),
      'a \\\n'.repeat(3e5),
      '#'.repeat(2e6),
      `a==1${' --hash=x'.repeat(1e5)}`,
      'a@'.repeat(5e5),
    ])
      generateLock(Buffer.from(text), 'r.txt', FIXED);
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

test.each([
  ['https://user:pass@host.example/a?t=1#f', 'https://host.example/a?t=1#f', 'https://host.example/a'],
  ['git+ssh://git@host.example/a@main', 'git+ssh://host.example/a@main', 'git+ssh://host.example/a@main'],
  ['https://a@b@host.example', 'https://host.example', 'https://host.example'],
  ['plain text', 'plain text', 'plain text'],
])('%s loses its credentials', (url, kept, bare) => {
  expect([withoutCredentials(url), withoutCredentials(url, true)]).toEqual([kept, bare]);
});
