import * as fc from 'fast-check';
import { PackageURL } from 'packageurl-js';
import { describe, expect, test } from 'vitest';
import { PLAIN } from '../rules/canonical-purl.ts';
import { buildPurl, pypiPurl } from './build.ts';
import { parsePurl } from './parse.ts';

const canonical = (text: string): string => {
  const reading = parsePurl(text);
  return reading.kind === 'purl' ? reading.canonical : `malformed: ${reading.message}`;
};

describe('a purl', () => {
  test.each([
    ['pkg:pypi/Foo.Bar__baz@1.0', 'pkg:pypi/foo-bar-baz@1.0'],
    ['pkg:pypi/torch@2.1.0+cpu', 'pkg:pypi/torch@2.1.0%2Bcpu'],
    ['pkg:pypi/torch@2.1.0%2Bcpu', 'pkg:pypi/torch@2.1.0%2Bcpu'],
    ['pkg:PyPI/a@1?file_name=a-1%2Blocal.whl', 'pkg:pypi/a@1?file_name=a-1%2Blocal.whl'],
    ['pkg:pypi/a@1?file_name=a-1+local.whl', 'pkg:pypi/a@1?file_name=a-1%2Blocal.whl'],
    [
      'pkg:rpm/almalinux/libXau@1.0.9-3.el8?z=1&arch=x86_64&empty=',
      'pkg:rpm/almalinux/libXau@1.0.9-3.el8?arch=x86_64&z=1',
    ],
    ['pkg:npm/%40scope/name@1', 'pkg:npm/%40scope/name@1'],
    ['pkg:npm/@scope/name@1', 'pkg:npm/%40scope/name@1'],
    ['pkg://docker/a/b@sha256:12', 'pkg:docker/a/b@sha256:12'],
    [
      'pkg:generic/openssl@4?download_url=https://a.example/x',
      'pkg:generic/openssl@4?download_url=https:%2F%2Fa.example%2Fx',
    ],
    ["pkg:generic/a(b)*!'~@1", 'pkg:generic/a%28b%29%2A%21%27~@1'],
    ['pkg:pypi/pillow@12#c-ext/PIL._avif', 'pkg:pypi/pillow@12#c-ext/PIL._avif'],
  ])('%s is canonically %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  test.each([
    '',
    'pypi/a',
    'pkg:',
    'pkg:pypi',
    'pkg:pypi/',
    'pkg:py pi/a',
    'pkg:pypi/a@%zz',
    'pkg:pypi/a?1x=2',
    'pkg:pypi/a?x=1&X=2',
    'pkg:pypi/%ff',
    'pkg:swift/a@1',
    `pkg:pypi/${'a'.repeat(9000)}`,
  ])('%s is malformed', (text) => {
    expect(parsePurl(text).kind).toBe('malformed');
  });

  test('has a canonical form that reads as itself, whatever its parts', () => {
    const part = fc
      .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
      .filter((text) => text.isWellFormed() && text.trim() === text && !text.includes('/'));
    fc.assert(
      fc.property(
        part,
        part,
        fc.dictionary(fc.stringMatching(/^[a-z_][a-z0-9_]{0,6}$/), part, { maxKeys: 3 }),
        (name, version, qualifiers) => {
          const purl = buildPurl({ type: 'generic', name, version, qualifiers });
          const reading = parsePurl(purl);
          expect(reading).toMatchObject({ kind: 'purl', canonical: purl, parts: { name, version } });
          expect(reading.kind === 'purl' ? { ...reading.parts.qualifiers } : {}).toEqual({ ...qualifiers });
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('never makes the reader throw', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .string({
          unit: fc.constantFrom('pkg:', 'pypi', '/', '@', '?', '#', '%', '=', '&', 'a', '%2', '+', ' '),
        })
        .map((rest) => `pkg:${rest}`),
    );
    fc.assert(
      fc.property(text, (value) => {
        const reading = parsePurl(value);
        if (reading.kind === 'purl') expect(canonical(reading.canonical)).toBe(reading.canonical);
      }),
      { numRuns: 3000 },
    );
  });

  test('is written as packageurl-js writes it, where that has no plus and no tilde', () => {
    const word = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,8}$/);
    fc.assert(
      fc.property(
        fc.constantFrom('cargo', 'deb', 'npm', 'generic', 'rpm'),
        word,
        word,
        word,
        (type, namespace, name, version) => {
          expect(buildPurl({ type, namespace, name, version })).toBe(
            new PackageURL(type, namespace, name, version).toString(),
          );
        },
      ),
    );
  });

  test('has its parts cased, required and refused by its type as packageurl-js does it', () => {
    const types = [
      'alpm',
      'apk',
      'bitbucket',
      'bitnami',
      'cargo',
      'composer',
      'conan',
      'cran',
      'deb',
      'gem',
      'generic',
    ];
    const others = [
      'github',
      'gitlab',
      'golang',
      'hex',
      'huggingface',
      'luarocks',
      'maven',
      'mlflow',
      'npm',
      'oci',
    ];
    const rest = ['pub', 'qpkg', 'rpm', 'swift'];
    const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,6}$/);
    const version = fc.oneof(word, fc.constantFrom('v1.2.3', 'v1.2', 'v1.0.0-RC.1', '1.0'));
    const part = fc.option(word, { nil: undefined });
    const qualifiers = fc.option(
      fc.constantFrom({ channel: 'C' }, { Arch: 'x86_64' }, { repository_url: 'databricks.example' }),
      { nil: undefined },
    );
    let refused = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...types, ...others, ...rest),
        fc.option(fc.oneof(word, fc.constant('a//B/')), { nil: undefined }),
        word,
        fc.option(version, { nil: undefined }),
        qualifiers,
        part,
        (type, namespace, name, wanted, given, subpath) => {
          let theirs: string;
          try {
            theirs = new PackageURL(type, namespace, name, wanted, given, subpath).toString();
          } catch {
            refused += 1;
            theirs = 'refused';
          }
          let ours: string;
          try {
            ours = buildPurl({
              type,
              name,
              ...(namespace === undefined ? {} : { namespace }),
              ...(wanted === undefined ? {} : { version: wanted }),
              ...(given === undefined ? {} : { qualifiers: given }),
              ...(subpath === undefined ? {} : { subpath }),
            });
          } catch {
            ours = 'refused';
          }
          expect(ours).toBe(theirs);
        },
      ),
      { numRuns: 3000 },
    );
    expect(refused).toBeGreaterThan(50);
  });

  test('that is plain is canonical', () => {
    const piece = fc.stringMatching(/^[A-Za-z0-9._~-]{1,8}$/);
    let plain = 0;
    fc.assert(
      fc.property(fc.constantFrom('pypi', 'cargo', 'generic'), piece, piece, (type, name, version) => {
        const purl = `pkg:${type}/${name}@${version}`;
        if (!PLAIN.test(purl)) return;
        plain += 1;
        expect(canonical(purl)).toBe(purl);
      }),
      { numRuns: 2000 },
    );
    expect(plain).toBeGreaterThan(200);
  });

  test('of a Python project is normalised', () => {
    expect(pypiPurl('Foo_Bar', '1.0+x', { file_name: 'f.whl' })).toBe(
      'pkg:pypi/foo-bar@1.0%2Bx?file_name=f.whl',
    );
  });
});
