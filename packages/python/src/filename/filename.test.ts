import { existsSync, readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askPackaging, packagingMissing } from '../testing/packaging.ts';
import { seeded } from '../testing/random.ts';
import { anyVersion, damage } from '../testing/versions.ts';
import { formatTag } from '../tag/format.ts';
import { versionText } from '../version/text.ts';
import { compareBuilds } from './build.ts';
import { formatSdistFilename, formatWheelFilename, releaseStem } from './format.ts';
import { parseSdistFilename } from './sdist.ts';
import { parseWheelFilename } from './wheel.ts';

type Answer = ReturnType<typeof parseWheelFilename> | ReturnType<typeof parseSdistFilename>;

const problems = (answer: Answer) =>
  answer.kind === 'ok' ? 'ok' : answer.problems.map((problem) => [problem.code, problem.column]);

const irregular = (answer: Answer) =>
  answer.kind === 'ok' ? answer.irregular.map((problem) => [problem.code, problem.column]) : answer.kind;

describe('parseWheelFilename', () => {
  test('reads every part', () => {
    const wheel = parseWheelFilename(
      'foo_bar-1.0rc1-12b-cp313-abi3-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    );
    if (wheel.kind !== 'ok') throw new Error('refused');
    expect(wheel).toMatchObject({
      distribution: 'foo_bar',
      name: 'foo-bar',
      versionText: '1.0rc1',
      build: { number: 12, suffix: 'b' },
      buildText: '12b',
      tagText: 'cp313-abi3-manylinux2014_x86_64.manylinux_2_17_x86_64',
      irregular: [],
    });
    expect(wheel.tags.tags).toHaveLength(2);
    expect(releaseStem(wheel.name, wheel.version)).toBe('foo_bar-1.0rc1');
  });

  test.each([
    ['foo-1.0-py3-none-any.WHL', [['extension', 25]]],
    ['', [['extension', 1]]],
    ['foo-1.0-py3-none.whl', [['parts', 1]]],
    ['foo-1.0-1-2-py3-none-any.whl', [['parts', 1]]],
    ['-1.0-py3-none-any.whl', [['name-invalid', 1]]],
    ['foo__bar-1.0-py3-none-any.whl', [['name-double-underscore', 4]]],
    ['_foo-1.0-py3-none-any.whl', [['name-invalid', 1]]],
    ['fo\u00f6-1.0-py3-none-any.whl', [['name-invalid', 1]]],
    ['../foo-1.0-py3-none-any.whl', [['name-invalid', 1]]],
    ['foo-x-py3-none-any.whl', [['version-invalid', 5]]],
    ['foo--py3-none-any.whl', [['version-invalid', 5]]],
    ['foo-1.0-b1-py3-none-any.whl', [['build-digit', 9]]],
    ['foo-1.0--py3-none-any.whl', [['build-digit', 9]]],
    ['foo-1.0-1/2-py3-none-any.whl', [['build-characters', 9]]],
    ['foo-1.0-\u0661-py3-none-any.whl', [['build-digit', 9]]],
    ['foo-1.0-1-py3-none-.whl', [['tag-empty', 20]]],
    ['foo-1.0-py3-none-any .whl', [['tag-characters', 18]]],
    [
      'foo_-x-b-py3--any.whl',
      [
        ['name-invalid', 1],
        ['version-invalid', 6],
        ['build-digit', 8],
        ['tag-empty', 14],
      ],
    ],
  ])('refuses %j', (text, expected) => {
    expect(problems(parseWheelFilename(text))).toEqual(expected);
  });

  test.each([
    ['Foo-1.0-py3-none-any.whl', [['name-not-normalized', 1]]],
    ['foo.bar-1.0-py3-none-any.whl', [['name-not-normalized', 1]]],
    ['foo-1.0.RC1-py3-none-any.whl', [['version-not-canonical', 5]]],
    ['foo-01.0-py3-none-any.whl', [['version-not-canonical', 5]]],
    ['foo- 1.0-py3-none-any.whl', [['version-not-canonical', 5]]],
    ['foo-1.0-py3.py2-none-any.whl', [['tag-order', 9]]],
    ['foo-1.0-1-py3-none-ANY.whl', [['tag-case', 20]]],
    ['foo-1.0.0-py3-none-any.whl', []],
    ['foo-1.0+local.1-py3-none-any.whl', []],
  ])('reads %j and says what is irregular', (text, expected) => {
    expect(irregular(parseWheelFilename(text))).toEqual(expected);
  });

  test('builds are ordered by number, then by suffix, and none comes first', () => {
    const build = (text: string) => {
      const wheel = parseWheelFilename(`foo-1${text}-py3-none-any.whl`);
      return wheel.kind === 'ok' ? wheel.build : undefined;
    };
    const order = ['', '-0', '-2', '-2a', '-2b', '-10', '-9007199254740992', '-9007199254740993'];
    for (const [low, a] of order.entries())
      for (const [high, b] of order.entries())
        expect(compareBuilds(build(a), build(b))).toBe(Math.sign(low - high));
  });
});

describe('parseSdistFilename', () => {
  test.each([
    ['foo_bar-1.0.tar.gz', 'foo-bar', '1.0', []],
    ['foo-bar-1.0.tar.gz', 'foo-bar', '1.0', [['name-not-normalized', 1]]],
    [
      'Foo-1.0.zip',
      'foo',
      '1.0',
      [
        ['name-not-normalized', 1],
        ['legacy-zip', 8],
      ],
    ],
    ['foo-1.0-1.tar.gz', 'foo-1-0', '1', [['name-not-normalized', 1]]],
    ['foo-1.0.dev.tar.gz', 'foo', '1.0.dev0', [['version-not-canonical', 5]]],
  ])('reads %j', (text, name, version, expected) => {
    const sdist = parseSdistFilename(text);
    if (sdist.kind !== 'ok') throw new Error('refused');
    expect([sdist.name, versionText(sdist.version)]).toEqual([name, version]);
    expect(irregular(sdist)).toEqual(expected);
  });

  test.each([
    ['foo-1.0.tar.bz2', [['extension', 16]]],
    ['foo-1.0.TAR.GZ', [['extension', 15]]],
    ['foo.tar.gz', [['parts', 4]]],
    ['-1.0.tar.gz', [['name-invalid', 1]]],
    ['foo-.tar.gz', [['version-invalid', 5]]],
    ['foo-latest.tar.gz', [['version-invalid', 5]]],
    [
      '../x-y.tar.gz',
      [
        ['name-invalid', 1],
        ['version-invalid', 6],
      ],
    ],
    ['.tar.gz', [['parts', 1]]],
  ])('refuses %j', (text, expected) => {
    expect(problems(parseSdistFilename(text))).toEqual(expected);
  });
});

test('what is written is read back without irregularity', () => {
  const random = seeded(427);
  for (let run = 0; run < 1000; run += 1) {
    const text = `Foo.Bar-${anyVersion(random).replaceAll('-', '.')}-7x-py3.py2-none-any.whl`;
    const wheel = parseWheelFilename(text);
    if (wheel.kind !== 'ok') continue;
    const again = parseWheelFilename(formatWheelFilename(wheel));
    expect(again).toMatchObject({
      kind: 'ok',
      name: 'foo-bar',
      version: wheel.version,
      build: wheel.build,
      irregular: [],
    });
    expect(parseSdistFilename(formatSdistFilename(wheel.name, wheel.version))).toMatchObject({
      kind: 'ok',
      version: wheel.version,
      irregular: [],
    });
  }
});

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(['ok', 'invalid']).toContain(parseWheelFilename(`${text}.whl`).kind);
      expect(['ok', 'invalid']).toContain(parseSdistFilename(`${text}.tar.gz`).kind);
    }),
  );
  expect(parseWheelFilename(`${'-'.repeat(5_000_000)}.whl`).kind).toBe('invalid');
  expect(parseSdistFilename(`${'-'.repeat(5_000_000)}.tar.gz`).kind).toBe('invalid');
});

/** Where we refuse what packaging reads, it is for one of these: names and tags that no standard allows. */
const STRICTER = new Set(['name-invalid', 'build-characters', 'tag-empty', 'tag-characters', 'tag-count']);

describe.skipIf(packagingMissing)('against packaging', () => {
  const random = seeded(625);
  const stem = () =>
    damage(random, [random.pick(['foo', 'Foo.Bar', 'a_b', 'foo_', 'x']), anyVersion(random)].join('-'));
  const tail = () =>
    damage(
      random,
      random.pick(['py3-none-any', 'py2.py3-none-any', '1-cp313-cp313t-win32', '2b-cp39-abi3-any']),
    );

  test('8,000 wheel names', () => {
    const texts = random.list(8000, () => `${stem()}-${tail()}.whl`);
    const answers = askPackaging(texts.map((text) => ['wheel', text]));
    let read = 0;
    for (const [index, text] of texts.entries()) {
      const wheel = parseWheelFilename(text);
      if (wheel.kind === 'invalid') {
        const stricter = wheel.problems.every((problem) => STRICTER.has(problem.code));
        if (answers[index] !== null) expect(stricter, text).toBe(true);
        continue;
      }
      read += 1;
      const { build } = wheel;
      expect(answers[index], text).toEqual([
        wheel.name,
        versionText(wheel.version),
        build === undefined ? null : [String(build.number), build.suffix],
        wheel.tags.tags.map(formatTag).sort(),
      ]);
    }
    expect(read).toBeGreaterThan(600);
  });

  test('3,000 sdist names', () => {
    const texts = random.list(3000, () => stem() + random.pick(['.tar.gz', '.tar.gz', '.zip', '.tgz']));
    const answers = askPackaging(texts.map((text) => ['sdist', text]));
    for (const [index, text] of texts.entries()) {
      const sdist = parseSdistFilename(text);
      if (sdist.kind === 'ok') expect(answers[index], text).toEqual([sdist.name, versionText(sdist.version)]);
      else if (answers[index] !== null) expect(problems(sdist), text).toEqual([['name-invalid', 1]]);
    }
  });
});

const corpus = process.env['CUSTODY_CORPUS'] ?? '';

test.skipIf(!existsSync(corpus))('every wheel name of the corpus is read', () => {
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(/[\\/]/).at(-1) ?? '')
    .filter((name) => name.endsWith('.whl'));
  expect(names.filter((name) => parseWheelFilename(name).kind !== 'ok')).toEqual([]);
});
