import { describe, expect, test } from 'vitest';
import { indexDataOf } from '../../indexes/data.ts';
import { memoryRepository } from '../../repository/memory.ts';
import { mendedTwice, seen, type SeenOptions } from '../../testing/seen.ts';
import type { PinRule } from '../rule.ts';
import { cooldownMissing } from './cooldown-missing.ts';
import { directUrl } from './direct-url.ts';
import { hashNotOnIndex } from './hash-not-on-index.ts';
import { incompleteHashes } from './incomplete-hashes.ts';
import { lockDrift } from './lock-drift.ts';
import { prereleasePin } from './prerelease-pin.ts';
import { sdistOnly } from './sdist-only.ts';
import { unhashedRequirement } from './unhashed-requirement.ts';
import { unpinnedRequirement } from './unpinned-requirement.ts';
import { vcsMutable } from './vcs-mutable.ts';
import { weakHash } from './weak-hash.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const hash = (digest: string): string => `--hash=sha256:${digest}`;

const REQUIREMENTS = 'requirements.txt';

/** A rule finds exactly what is marked. */
const finds = (rule: PinRule, text: string, options: SeenOptions = {}) => {
  const result = seen(rule, text, { path: REQUIREMENTS, ...options });
  expect(result.places).toEqual(result.expected);
  return result;
};

const job = (script: string): string => `on: push\njobs:\n  a:\n    steps:\n      - run: ${script}\n`;
const published = (script: string): string => `${job(script)}      - uses: pypa/gh-action-pypi-publish@v1\n`;
const ci = (text: string): SeenOptions => ({ others: { '.github/workflows/ci.yml': text } });

/** An index that answers for `x` 1.0 with a wheel and an sdist. */
const index = memoryRepository({
  'pypi.org/simple/x.json': JSON.stringify({
    meta: { 'api-version': '1.1' },
    files: [
      { filename: 'x-1.0-py3-none-any.whl', hashes: { sha256: A } },
      { filename: 'x-1.0.tar.gz', hashes: { sha256: B } },
      { filename: 'y-1.0.tar.gz', hashes: { sha256: 'c'.repeat(64) } },
    ],
  }),
});
const outside = { indexes: indexDataOf(index) };

describe('deps/unhashed-requirement', () => {
  test('finds what stands without a hash among others that have one, and mends it from an index', () => {
    const text = `«x==1.0» # why\ny==2 \\\n    ${hash(A)}\n«z»\n`;
    const { found, mended } = finds(unhashedRequirement, text, { outside });
    expect(found.map(({ severity }) => severity)).toEqual(['medium', 'medium']);
    expect(mended).toBe(`x==1.0 \\\n    ${hash(A)} \\\n    ${hash(B)} # why\ny==2 \\\n    ${hash(A)}\nz\n`);
    expect(mendedTwice(unhashedRequirement, text, { path: REQUIREMENTS, outside })).toBe(mended);
  });

  test('keeps the line breaks of the file', () => {
    const { mended } = finds(unhashedRequirement, `«x==1.0»\r\ny==2 ${hash(A)}\r\n`, { outside });
    expect(mended).toBe(`x==1.0 \\\r\n    ${hash(A)} \\\r\n    ${hash(B)}\r\ny==2 ${hash(A)}\r\n`);
  });

  test.each([
    ['nothing installs it', {}, 'info'],
    ['a check installs it', ci(job('pip install -r requirements.txt')), 'low'],
    ['a release installs it', ci(published('pip install -r requirements.txt')), 'medium'],
    ['an install asks for hashes', ci(job('pip install --require-hashes -r requirements.txt')), 'medium'],
  ] as const)('tells of fixed versions once, where %s', (_, options, severity) => {
    expect(finds(unhashedRequirement, '«x==1»\ny==2\n', options).found).toMatchObject([{ severity }]);
  });

  test('mends a whole file only when asked: what is not listed would be asked for a hash too', () => {
    const { mended } = finds(unhashedRequirement, '«x==1.0»\n', { outside });
    expect(mended).toBe('x==1.0\n');
    expect(finds(unhashedRequirement, '«x==1.0»\n', { outside, unsafe: true }).mended).toContain(hash(B));
  });

  test.each([
    ['ranges', 'x>1\ny==2\n', REQUIREMENTS],
    ['hashes', `x==1 ${hash(A)}\n`, REQUIREMENTS],
    ['data of tests', 'x==1\n', 'tests/requirements.txt'],
    ['prose', 'These are the requirements.\nRead them well, please!\nx==1\n', REQUIREMENTS],
  ])('leaves %s', (_, text, path) => {
    finds(unhashedRequirement, text, { path });
  });

  test('finds packages of a lock that have none', () => {
    const lock = '[[package]]\nname = "x"\nversion = "1"\nfiles = []\n\n[metadata]\nlock-version = "2.1"\n';
    expect(
      finds(unhashedRequirement, `«[[package]]»${lock.slice(11)}`, { path: 'poetry.lock' }).found,
    ).toHaveLength(1);
  });
});

describe('deps/unpinned-requirement', () => {
  test('tells of ranges once for a file, by what installs it', () => {
    const text = 'a==1\n«b>=1»\nc\n';
    expect(finds(unpinnedRequirement, text).found).toMatchObject([{ severity: 'info' }]);
    const { found } = finds(unpinnedRequirement, text, ci(published('pip install -r requirements.txt')));
    expect(found).toMatchObject([
      {
        severity: 'medium',
        message:
          'requirements.txt leaves the version of 2 of its 3 projects open (b and c); the job publishes with pypa/gh-action-pypi-publish.',
      },
    ]);
  });

  test('leaves constraints, what constraints hold, and files with hashes', () => {
    finds(unpinnedRequirement, 'x>1\n', { path: 'constraints.txt' });
    finds(unpinnedRequirement, `x\ny==1 ${hash(A)}\n`);
    finds(unpinnedRequirement, 'x\n', {
      others: {
        '.github/workflows/c.yml': job('pip install -r requirements.txt -c constraints.txt'),
        'constraints.txt': 'x==1\n',
      },
    });
  });
});

test('deps/weak-hash finds them behind requirements, in addresses and in locks', () => {
  finds(
    weakHash,
    `«x==1 --hash=md5:${'0'.repeat(32)}»\n«y @ https://h/y.whl#sha1=${'0'.repeat(40)}»\nz==1 ${hash(A)}\n`,
  );
  finds(
    weakHash,
    `version = 1\n\n«[[package]]»\nname = "x"\nversion = "1"\nsource = { registry = "https://h/simple" }\nsdist = { url = "https://h/x-1.tar.gz", hash = "md5:${'0'.repeat(32)}" }\n`,
    { path: 'uv.lock' },
  );
});

describe('with the answers of an index', () => {
  test('deps/incomplete-hashes finds files that a lock does not know', () => {
    const { found, mended } = finds(incompleteHashes, `«x==1.0 ${hash(A)}»\n`, { outside, unsafe: true });
    expect(found[0]?.message).toBe(
      'x 1.0 has 2 files on the index, and the hashes of 1 are not listed: x-1.0.tar.gz.',
    );
    expect(mended).toBe(`x==1.0 ${hash(A)} \\\n    ${hash(B)}\n`);
    finds(incompleteHashes, mended, { outside });
  });

  test('deps/hash-not-on-index finds hashes of no file', () => {
    const text = `«x==1 ${hash('d'.repeat(64))}»\nx==1.0 ${hash(A)}\n«x==2 ${hash(A)}»\n`;
    const { found } = finds(hashNotOnIndex, text, { outside });
    expect(found.map(({ severity }) => severity)).toEqual([undefined, undefined]);
    finds(hashNotOnIndex, `x==1 ${hash(A)} ${hash(B)}\n`, { outside });
  });

  test('nothing is missing while an index that may have it was not asked', () => {
    const text = `--extra-index-url https://h.example/simple\nx==1 ${hash('d'.repeat(64))}\n`;
    const { found, unknown } = seen(hashNotOnIndex, text, { path: REQUIREMENTS, outside });
    expect([found, unknown.length]).toEqual([[], 1]);
    // A list of names tells that a project is there, and not which files it has.
    const names = { indexes: indexDataOf(memoryRepository({ 'pypi.org/simple/names.txt': 'x\n' })) };
    const listed = seen(hashNotOnIndex, `x==1 ${hash(A)}\n`, { path: REQUIREMENTS, outside: names });
    expect([listed.found, listed.unknown.length]).toEqual([[], 1]);
  });

  test('hashes of which one is not told are not written', () => {
    const half = indexDataOf(
      memoryRepository({
        'pypi.org/simple/x.json': JSON.stringify({
          files: [
            { filename: 'x-1-py3-none-any.whl', hashes: { sha256: A } },
            { filename: 'x-1.tar.gz', hashes: {} },
          ],
        }),
      }),
    );
    const { found } = seen(unhashedRequirement, `x==1\ny==2 ${hash(B)}\n`, {
      path: REQUIREMENTS,
      outside: { indexes: half },
    });
    expect(found.map(({ mend }) => mend)).toEqual([undefined]);
  });

  test('hashes of other files altogether are one finding, and not two', () => {
    finds(incompleteHashes, `x==1 ${hash('d'.repeat(64))}\n`, { outside });
  });

  test('deps/sdist-only finds what has no wheel there', () => {
    finds(sdistOnly, `x==1 ${hash(A)}\n`, { outside });
    const other = memoryRepository({
      'pypi.org/simple/x/index.json': JSON.stringify({
        files: [{ filename: 'x-1.tar.gz', hashes: { sha256: A } }],
      }),
    });
    finds(sdistOnly, `«x==1 ${hash(A)}»\n`, { outside: { indexes: indexDataOf(other) } });
  });

  test.each([incompleteHashes, hashNotOnIndex])(
    'what was not asked is unknown, and said once: %#',
    (rule) => {
      for (const given of [{}, outside])
        expect(
          seen(rule, `z==1 ${hash(A)}\nw==1 ${hash(A)}\n`, { path: REQUIREMENTS, outside: given }).unknown,
        ).toMatchObject([{ required: false, reason: expect.stringContaining('--index-url URL') }]);
      expect(seen(rule, 'z==1\n', { path: REQUIREMENTS }).unknown).toEqual([]);
    },
  );
});

test('deps/direct-url and deps/vcs-mutable find addresses that can change', () => {
  const commit = '0123456789'.repeat(4);
  const text = `«a @ https://h/a.whl»\nb @ https://h/b.whl#sha256=${A}\nhttps://h/c.whl ${hash(A)}\n-e ./local\nd @ git+https://h/d@${commit}\n`;
  finds(directUrl, text);
  finds(
    vcsMutable,
    `«a @ git+https://h/a»\n«-e git+https://u:p@h/b@v1#egg=b»\nc @ git+https://h/c@${commit}#subdirectory=x\nd @ https://h/d.whl\n`,
  );
  const pyproject = `[project]\ndependencies = [«"x @ git+https://h/x@main"», "y>1"]\n[tool.uv.sources]\n«z» = { git = "https://h/z", branch = "dev" }\nw = { git = "https://h/w", rev = "${commit}" }\n`;
  finds(vcsMutable, pyproject, { path: 'pyproject.toml' });
  finds(vcsMutable, pyproject.replaceAll(/[«»]/g, ''), {
    path: 'pyproject.toml',
    others: { 'uv.lock': 'version = 1\n' },
  });
});

describe('deps/lock-drift', () => {
  const lock =
    'version = 1\n\n[[package]]\nname = "a"\nversion = "1.5"\nsource = { registry = "https://h/simple" }\n';
  const judged = (text: string, others: Readonly<Record<string, string>>) =>
    finds(lockDrift, text, { path: 'pyproject.toml', others });

  test.each([
    ['cut short', lock.slice(0, -20)],
    ['broken in the middle', lock.replace('version = "1.5"', 'version = "1.5')],
  ])('does not pass over a lock that is %s', (_how, text) => {
    const { unknown } = judged('[project]\nname = "p"\ndependencies = ["a<1"]\n', { 'uv.lock': text });
    expect(unknown).toEqual([
      { kind: 'unknown', at: { path: 'uv.lock' }, reason: expect.stringContaining('no TOML') as string },
    ]);
  });

  test('finds what the lock does not answer', () => {
    const { found } = judged(
      '[project]\nname = "p"\ndependencies = ["A>=1", «"a<1"», «"b"», "c; python_version < \'3\'"]\n[project.optional-dependencies]\nall = ["p[x]"]\n',
      { 'uv.lock': lock },
    );
    expect(found.map(({ message }) => message)).toEqual([
      '"a<1" is declared, and the lock has 1.5 (uv.lock).',
      '"b" is declared, and not in the lock (uv.lock).',
    ]);
  });

  test('says nothing of a lock that could not be read whole', () => {
    judged('[project]\ndependencies = ["b"]\n', { 'uv.lock': `${lock}[[package]]\nversion = "1"\n` });
  });

  test('does not compare pyproject.toml with the lock of a Pipfile', () => {
    judged('[project]\ndependencies = ["a"]\n', {
      'Pipfile.lock': '{"_meta": {}, "default": {"b": {"version": "==1"}}}',
    });
  });

  test('knows that PDM locks the groups that were asked for', () => {
    const text = '[project]\ndependencies = [«"a"»]\n[dependency-groups]\ndev = ["b"]\n';
    judged(text, { 'pdm.lock': '[metadata]\nlock_version = "4.5.0"\n' });
  });

  test('finds it between an input and what is compiled of it', () => {
    finds(lockDrift, '«b»\na<2\n', {
      path: 'r/requirements.in',
      others: { 'r/requirements.txt': 'a==1.5\n' },
    });
  });
});

describe('deps/cooldown-missing', () => {
  const path = 'pyproject.toml';

  test('mends it under its table, and twice is once', () => {
    const text = '[project]\nname = "x"\n\n[tool.«uv»] # here\nmanaged = true\n';
    const { mended } = finds(cooldownMissing, text, { path });
    expect(mended).toBe('[project]\nname = "x"\n\n[tool.uv] # here\nexclude-newer = "P3D"\nmanaged = true\n');
    finds(cooldownMissing, mended, { path });
  });

  test('leaves a locked project to a person: its lock notes the setting', () => {
    const { mended, found } = finds(cooldownMissing, '[tool.«uv»]\n', {
      path,
      others: { 'uv.lock': 'version = 1\n' },
    });
    expect([mended, found[0]?.mend?.safety]).toEqual(['[tool.uv]\n', 'unsafe']);
  });

  test('says nothing of a member of a workspace, whose root decides', () => {
    const others = { 'uv.lock': 'version = 1\n', 'pyproject.toml': '[tool.uv]\nexclude-newer = "P3D"\n' };
    finds(cooldownMissing, '[tool.uv]\n', { path: 'packages/a/pyproject.toml', others });
    finds(cooldownMissing, '[tool.«uv»]\n', { path: 'packages/a/pyproject.toml' });
  });

  test('is content with uv.toml', () => {
    finds(cooldownMissing, '[tool.uv]\n', { path, others: { 'uv.toml': 'exclude-newer = "P3D"\n' } });
  });
});

test('what a build fetches, no lock holds', () => {
  finds(
    vcsMutable,
    '[build-system]\nrequires = [«"x @ git+https://h/x@main"»]\n[project]\ndependencies = ["y @ git+https://h/y@main"]\n',
    { path: 'pyproject.toml', others: { 'uv.lock': 'version = 1\n' } },
  );
});

test('deps/prerelease-pin tells of them once for a file', () => {
  const { found } = finds(prereleasePin, `«x==1.0rc1»\ny==1.0.dev2\nz==1.0.post1\nw>=1.0a1\n`);
  expect(found[0]?.message).toBe('x 1.0rc1 and y 1.0.dev2 are pre-releases.');
});
