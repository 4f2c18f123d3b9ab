import { existsSync, readFileSync } from 'node:fs';
import { gzipSync, gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOOKALIKES } from './data/lookalikes.ts';
import { POPULAR } from './data/popular.ts';
import { builtInNames, nameSignal, parsePopularNames, popularNames } from './index.ts';

const said = (name: string): string | undefined => {
  const signal = nameSignal(name, builtInNames());
  if (signal === undefined) return undefined;
  if (signal.kind === 'command-slip') return `${signal.kind}: ${signal.slip.meant}`;
  return 'meant' in signal ? `${signal.kind}: ${signal.meant}` : signal.kind;
};

describe('a suspicious name, with nothing but the list that custody brings', () => {
  test.each([
    ['requetss', 'typo: requests'],
    ['beautifilsoup4', 'typo: beautifulsoup4'],
    ['tensotflow', 'typo: tensorflow'],
    ['playwrgiht', 'typo: playwright'],
    ['matplptlib', 'typo: matplotlib'],
    ['requirementstxt', 'command-slip: the file requirements.txt'],
    ['asynciio', 'typo: asyncio'],
    ['requirements-txt', 'command-slip: the file requirements.txt'],
    ['pip-install', 'command-slip: the command "pip install"'],
    ['json', 'stdlib-shadow'],
    ['dataclasses', 'stdlib-shadow'],
    ['sklearn', 'import-not-distribution: scikit-learn'],
    ['pil', 'import-not-distribution: pillow'],
    ['scikitlearn', 'separator: scikit-learn'],
    ['p-y-yaml', 'separator: pyyaml'],
    ['bot03', 'homoglyph: boto3'],
    ['col0rama', 'homoglyph: colorama'],
    ['djang0', 'homoglyph: django'],
    ['nurnpy', 'homoglyph: numpy'],
    ['vverkzeug', 'homoglyph: werkzeug'],
    ['dateutil-python', 'word-order: python-dateutil'],
    ['python-requests', 'affix: requests'],
    ['requests2', 'affix: requests'],
  ])('%s is a %s', (name, expected) => {
    expect(said(name)).toBe(expected);
  });

  test.each([
    // A name of the list, a near one that is known, a plural, another version, a short one, a rhyme with a module.
    'requests',
    'pymssql',
    'cssselect2',
    'datasets',
    'docopt-ng',
    'ab',
    'abc-def',
    'ujson5',
    'rarfile',
    'pytest-foo',
    'types-requests',
    'importlib-resources',
    'backports-zoneinfo',
  ])('%s is none', (name) => {
    expect(said(name)).toBeUndefined();
  });

  test('of the list itself only the name that a standard module has is told', () => {
    expect([...POPULAR, ...LOOKALIKES].filter((name) => said(name) !== undefined)).toEqual(['configparser']);
  });
});

describe('a list of popular names', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  test.each([
    ['lines', bytes('# by downloads\nBoto3\r\nrequests\n\n')],
    ['an array', bytes('["Boto3", "requests"]')],
    ['top-pypi-packages', bytes('{"rows": [{"project": "Boto3", "x": 1}, {"project": "requests"}]}')],
    ['gzip', gzipSync('Boto3\nrequests\n')],
  ])('is read as %s', (_, given) => {
    expect(parsePopularNames(given)).toEqual({ kind: 'names', names: ['Boto3', 'requests'] });
  });

  test.each([
    ['what is not UTF-8', Buffer.from([0xff, 0xfe])],
    ['broken gzip', Buffer.from([0x1f, 0x8b, 1, 2])],
    ['broken JSON', bytes('[1')],
    ['numbers', bytes('[1]')],
    ['another JSON', bytes('{"a": 1}')],
    ['prose', bytes('a b c\n')],
    ['nothing', bytes('\n# none\n')],
    ['too many', bytes('a\n'.repeat(100_001))],
    ['a bomb', gzipSync(Buffer.alloc(32 * 1024 * 1024))],
  ])('is refused where it is %s', (_, given) => {
    expect(parsePopularNames(given).kind).toBe('unreadable');
  });

  test('decides what is meant by rank, and exempts its own names', () => {
    const popular = popularNames(['Aaaaaaab', 'aaaaaaac', 'zzzzzz'], 'a test');
    expect(nameSignal('aaaaaaad', popular)).toMatchObject({ kind: 'typo', meant: 'aaaaaaab' });
    expect(nameSignal('aaaaaaac', popular)).toBeUndefined();
    expect(popular.rank.get('zzzzzz')).toBe(3);
  });
});

const data = process.env['CUSTODY_TEST_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
const topPath = join(data, 'top-pypi-names-2026-06.txt.gz');

test.skipIf(!existsSync(topPath))(
  'of the 15,000 most downloaded names next to none is suspected (skipped without ../shared/data)',
  () => {
    const top = gunzipSync(readFileSync(topPath)).toString().trim().split('\n');
    const suspected = top.filter((name) =>
      /^(?:typo|homoglyph|separator|word-order|affix)/.test(said(name) ?? ''),
    );
    expect(suspected.length).toBeLessThanOrEqual(12);
    const listed = popularNames(top, 'all');
    expect(top.filter((name) => /typo|homoglyph/.test(nameSignal(name, listed)?.kind ?? ''))).toEqual([]);
    for (const name of POPULAR) expect(listed.rank.has(name), name).toBe(true);
  },
);
