import { describe, expect, test } from 'vitest';
import { A, edges, generated, one } from '../testing/generated.ts';
import { PYLOCK, UV } from '../testing/locks.ts';

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
