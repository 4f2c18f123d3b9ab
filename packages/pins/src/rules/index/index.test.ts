import { describe, expect, test } from 'vitest';
import { indexDataOf } from '../../indexes/data.ts';
import { memoryRepository } from '../../repository/memory.ts';
import { mendedTwice, seen, type SeenOptions } from '../../testing/seen.ts';
import type { PinRule } from '../rule.ts';
import { extraIndex } from './extra-index.ts';
import { findLinksRemote } from './find-links-remote.ts';
import { insecureIndex } from './insecure-index.ts';
import { nameOnBoth } from './name-on-both.ts';
import { namespaceNotOwned } from './namespace-not-owned.ts';
import { publicShadowsPrivate } from './public-shadows-private.ts';
import { trustedHost } from './trusted-host.ts';
import { unclaimedPrivateName } from './unclaimed-private-name.ts';
import { unsafeStrategy } from './unsafe-strategy.ts';

/** A rule finds exactly what is marked. */
const finds = (rule: PinRule, text: string, options: SeenOptions = {}) => {
  const result = seen(rule, text, options);
  expect(result.places).toEqual(result.expected);
  return result;
};

const conf = { path: 'pip.conf' };
const requirements = { path: 'requirements.txt' };
const pyproject = { path: 'pyproject.toml' };
const HASH = `--hash=sha256:${'a'.repeat(64)}`;

describe('index/extra-index', () => {
  test('names what could come from several indexes', () => {
    const { found } = finds(
      extraIndex,
      '«--extra-index-url https://u:secret@h.example/simple»\na==1\nb\n',
      requirements,
    );
    expect(found[0]?.message).toBe(
      'requirements.txt: a and b could be answered by 2 indexes (PyPI and h.example/simple), and the highest version wins.',
    );
    expect(JSON.stringify([found[0]?.message, found[0]?.key])).not.toContain('secret');
  });

  test.each([
    ['a well-known one', '«--extra-index-url https://download.pytorch.org/whl/cpu»\na\n', 'low'],
    ['hashes', `«--extra-index-url https://h.example/simple»\na==1 ${HASH}\n`, 'info'],
  ])('weighs %s', (_, text, severity) => {
    expect(finds(extraIndex, text, requirements).found).toMatchObject([{ severity }]);
  });

  test('tells a variable once, however many commands it is in force for', () => {
    finds(
      extraIndex,
      'on: push\nenv:\n  PIP_EXTRA_INDEX_URL: «https://h.example/simple»\njobs:\n  a:\n    steps:\n      - run: pip install a && pip install b\n      - run: tox\n',
    );
    finds(extraIndex, 'FROM x\nENV «PIP_EXTRA_INDEX_URL=https://h.example/simple»\nRUN make\n', {
      path: 'Dockerfile',
    });
  });

  test.each([
    ['one index', 'index-url = https://h/simple', conf],
    ['the same one twice', 'extra-index-url = https://pypi.org/simple/', conf],
    ['uv, which stops at the first', '[[tool.uv.index]]\nurl = "https://h/x"', pyproject],
    [
      'a source for what names it',
      '[[tool.poetry.source]]\nname = "x"\nurl = "https://h/x"\npriority = "explicit"',
      pyproject,
    ],
  ])('leaves %s', (_, text, options) => {
    finds(extraIndex, `${options === conf ? '[global]\n' : ''}${text}\n`, options);
  });
});

describe('index/insecure-index', () => {
  test.each([
    [conf, '[global]\nindex-url = «http://pypi.org/simple»\n'],
    [requirements, '-i «http://pypi.org/simple»\n--find-links=«http://download.pytorch.org/l»\n'],
    [pyproject, '[tool.uv]\nindex-url = "«http://pypi.org/simple»" # x\n'],
    [{ path: 'Pipfile' }, "[[source]]\nurl = '«http://pypi.org/simple»'\n"],
    [
      {},
      'jobs:\n  a:\n    steps:\n      - run: pip install x -i «http://pypi.org/simple»\n        env:\n          PIP_FIND_LINKS: «"http://pypi.org/l"»\n',
    ],
  ])('mends the scheme alone: %#', (options, text) => {
    const { mended } = finds(insecureIndex, text, options);
    const clean = text.replaceAll(/[«»]/g, '');
    expect(mended).toBe(clean.replaceAll('http:', 'https:'));
    expect(mendedTwice(insecureIndex, clean, options)).toBe(mended);
  });

  test('leaves a host of which nobody knows to a person, and the machine itself alone', () => {
    const text =
      '[global]\nindex-url = «http://h.example/simple»\nextra-index-url = http://localhost:3141/x\n';
    const { found, mended } = finds(insecureIndex, text, conf);
    expect([found[0]?.mend?.safety, mended]).toEqual(['unsafe', text.replaceAll(/[«»]/g, '')]);
  });

  test('leaves a value that is more than an address to a person', () => {
    const text = 'FROM x\nENV «PIP_INDEX_URL=http://pypi.org/simple»\nRUN pip install x\n';
    expect(finds(insecureIndex, text, { path: 'Dockerfile' }).found[0]?.mend).toBeUndefined();
  });

  test('reads what a command sets', () => {
    finds(
      insecureIndex,
      'jobs:\n  a:\n    steps:\n      - run: pip config --user set global.index-url «http://h.example/s»\n',
    );
  });
});

test('index/trusted-host finds certificates that are not checked', () => {
  const { found } = finds(
    trustedHost,
    '[global]\ntrusted-host =\n  «pypi.org»\n  «h.example»\n  localhost\n',
    conf,
  );
  expect(found.map(({ severity }) => severity)).toEqual(['high', undefined]);
  finds(trustedHost, '[tool.uv]\nallow-insecure-host = [«"h.example"»]\n', pyproject);
  finds(trustedHost, '[[source]]\nurl = "https://h.example"\n«verify_ssl» = false\n', { path: 'Pipfile' });
});

test('index/unsafe-strategy is mended where it changes nothing, and by a person elsewhere', () => {
  const alone = '[tool.uv]\n«index-strategy» = "unsafe-best-match"\n';
  expect(finds(unsafeStrategy, alone, pyproject).mended).toBe('[tool.uv]\nindex-strategy = "first-index"\n');
  const two = `${alone}extra-index-url = ["https://h/x"]\n`;
  const { mended, found } = finds(unsafeStrategy, two, pyproject);
  expect([mended, found[0]?.mend?.safety]).toEqual([two.replaceAll(/[«»]/g, ''), 'unsafe']);
  const command =
    'jobs:\n  a:\n    steps:\n      - run: uv pip install x «--index-strategy unsafe-best-match»\n';
  expect(finds(unsafeStrategy, command).mended).toContain('--index-strategy first-index\n');
  finds(unsafeStrategy, '[tool.uv]\nindex-strategy = "first-index"\n', pyproject);
});

test('index/find-links-remote finds pages in the network', () => {
  finds(findLinksRemote, '«-f https://h.example/l.html»\n--find-links ./wheels\n', requirements);
});

describe('with the answers of indexes', () => {
  const page = (name: string, version: string): string =>
    JSON.stringify({ files: [{ filename: `${name}-${version}.tar.gz`, hashes: {} }] });
  const outside = {
    indexes: indexDataOf(
      memoryRepository({
        'pypi.org/simple/names.txt': 'both\npublic\n',
        'pypi.org/simple/both.json': page('both', '99.0'),
        'h.example/simple/names.txt': 'both\nown\n',
        'h.example/simple/both.json': page('both', '1.0'),
        'h.example/simple/own.json': page('own', '1.0'),
      }),
    ),
  };
  const text = '«--extra-index-url https://h.example/simple»\nboth\nown\npublic\n';

  test.each([
    [nameOnBoth, 'both is on PyPI and h.example/simple: the highest version wins.'],
    [publicShadowsPrivate, 'both 99.0 on PyPI wins over 1.0 on h.example/simple.'],
    [
      unclaimedPrivateName,
      'own is on h.example/simple, and free to be registered on PyPI, which is asked too.',
    ],
  ])('tells which names are whose: %#', (rule, message) => {
    const { found, unknown } = finds(rule, text, { ...requirements, outside });
    expect([found.map((one) => one.message), unknown]).toEqual([[message], []]);
  });

  test.each([nameOnBoth, publicShadowsPrivate, unclaimedPrivateName])(
    'without them nothing is known, and that is said once: %#',
    (rule) => {
      const { found, unknown } = seen(rule, text.replaceAll(/[«»]/g, ''), requirements);
      expect(found).toEqual([]);
      expect(unknown).toMatchObject([
        {
          required: false,
          reason:
            'no answers of an index are at hand; custody pin --index-url URL asks one, --index-data DIR takes answers',
        },
      ]);
      expect(seen(rule, 'a\nb\n', requirements).unknown).toEqual([]);
    },
  );

  test('two public ones may have the same names', () => {
    const both = indexDataOf(
      memoryRepository({
        'pypi.org/simple/a.json': page('a', '1'),
        'download.pytorch.org/whl/cpu/a.json': page('a', '2'),
      }),
    );
    finds(nameOnBoth, '--extra-index-url https://download.pytorch.org/whl/cpu\na\n', {
      ...requirements,
      outside: { indexes: both },
    });
  });

  test('an index that is asked first cannot be shadowed', () => {
    const uv =
      '[project]\ndependencies = ["own", "both"]\n[[tool.uv.index]]\nurl = "https://h.example/simple"\n';
    finds(unclaimedPrivateName, uv, { ...pyproject, outside });
    finds(publicShadowsPrivate, uv, { ...pyproject, outside });
    // Whether the one behind it has the name changes nothing of what is installed; that both have it is still a question.
    const first = indexDataOf(memoryRepository({ 'h.example/simple/names.txt': 'own\nboth\n' }));
    const unknowns = (rule: PinRule) =>
      seen(rule, uv, { ...pyproject, outside: { indexes: first } }).unknown.length;
    expect([unclaimedPrivateName, publicShadowsPrivate, nameOnBoth].map(unknowns)).toEqual([0, 0, 1]);
  });

  test('index/namespace-not-owned finds who is not the owner', () => {
    const answer = (owned: boolean): string =>
      JSON.stringify({ files: [], namespaces: [{ name: 'acme', owned }] });
    const given = indexDataOf(
      memoryRepository({
        'pypi.org/simple/acme-x.json': answer(false),
        'pypi.org/simple/acme-y.json': answer(true),
      }),
    );
    const { unknown } = finds(namespaceNotOwned, '«acme_x»\nacme-y\nz\n', {
      ...requirements,
      outside: { indexes: given },
    });
    expect(unknown).toMatchObject([{ reason: expect.stringContaining('do not tell it all') }]);
  });
});
