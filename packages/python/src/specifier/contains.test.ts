import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseVersion } from '../version/parse.ts';
import { contains } from './contains.ts';
import { admitsPrereleases, filterVersions } from './filter.ts';
import { parseSpecifierSet } from './parse.ts';
import type { SpecifierSet } from './types.ts';

const set = (text: string): SpecifierSet => {
  const parsed = parseSpecifierSet(text);
  if (parsed.kind !== 'ok') throw new Error(text);
  return parsed;
};

describe('contains', () => {
  test.each([
    // ==, !=: trailing zeros, local labels
    ['==1.0', '1', true],
    ['==1.0', '1.0+local', true],
    ['==1.0+local', '1.0', false],
    ['==1.0+LOCAL.01', '1.0+local-1', true],
    ['!=1.0', '1.0.0+x', false],
    ['==1.0', '1.0.post0', false],
    // prefixes
    ['==1.1.*', '1.1a1', true],
    ['==1.1.*', '1.1.post1.dev2+x', true],
    ['==1.1.*', '1.10', false],
    ['==1.0.0.*', '1', true],
    ['==1.*', '1!1.5', false],
    ['==0!1.*', '1.5', true],
    ['!=1.1.*', '1.1.dev0', false],
    ['==9007199254740993.*', '9007199254740992.1', false],
    // compatible release
    ['~=2.2', '2.9', true],
    ['~=2.2', '3.0', false],
    ['~=2.2', '3.0.dev1', false],
    ['~=2.2.post3', '2.2.post2', false],
    ['~=1.4.5a4', '1.4.9', true],
    ['~=2.2.0', '2.3', false],
    ['~=1!2.2', '1!2.3', true],
    ['~=1!2.2', '2.3', false],
    // inclusive order does not see local labels
    ['<=1.0', '1.0+zzz', true],
    ['>=1.0', '1.0+zzz', true],
    ['<=1.0', '1.0.post0', false],
    ['>=1.0', '1.0.dev0', false],
    // exclusive order
    ['<1.0', '1.0rc1', false],
    ['<1.0', '1.0.dev0', false],
    ['<1.0', '0.9rc1', true],
    ['<1.0rc2', '1.0rc1', true],
    ['<1.0rc2', '1.0rc2.dev1', true],
    ['<1.0.dev2', '1.0.dev1', true],
    ['<1.0.post2', '1.0.post1', true],
    ['<1.0.post2', '1.0.post2.dev1', false],
    ['<1.0.post2', '1.0rc1', true],
    ['>1.0', '1.0.post1', false],
    ['>1.0', '1.0.post1.dev0', false],
    ['>1.0', '1.0+local', false],
    ['>1.0.post1', '1.0.post2', true],
    ['>1.0.post1.dev1', '1.0.post1', true],
    ['>1.0.dev1', '1.0.post1', true],
    ['>1.0', '1.0.1.post1', true],
    ['>1.0a1', '1.0a1.post1', false],
    ['>1.0a1', '1.0a1+local', false],
    ['>1.0a1', '1.0a2+local', true],
    // arbitrary equality is about the text
    ['===1.0', '1.0', true],
    ['===1.0', '1.0.0', false],
    ['===1.0RC1', '1.0rc1', true],
    ['===foobar', 'FooBar', true],
    ['>=1.0', 'foobar', false],
    ['', 'foobar', true],
    ['', '1.0a1', true],
    // all clauses must hold
    ['>=1.0,<2.0,!=1.5.*', '1.5.1', false],
    ['>=1.0,<2.0,!=1.5.*', '1.6', true],
    [' >= 1.0 , , < 2.0 ,', '1.6', true],
  ])('%j: %s is %s', (specifiers, version, expected) => {
    expect(contains(set(specifiers), version)).toBe(expected);
  });

  test('a version already read is compared by its normal form in ===', () => {
    const version = parseVersion('v1.0-RC1');
    if (version === undefined) throw new Error('not a version');
    expect(contains(set('===1.0rc1'), version)).toBe(true);
    expect(contains(set('===v1.0-rc1'), version)).toBe(false);
    expect(contains(set('===v1.0-rc1'), 'V1.0-RC1')).toBe(true);
  });

  test('pre-releases match unless they are forbidden', () => {
    expect(contains(set('>=1.0'), '1.1a1')).toBe(true);
    expect(contains(set('>=1.0a1'), '1.1a1', { prereleases: false })).toBe(false);
    expect(contains(set(''), '1.1.dev1', { prereleases: false })).toBe(false);
    expect(contains(set('>=1.0'), '1.1.post1', { prereleases: false })).toBe(true);
  });

  const frozen = readFileSync(new URL('fixtures/contains.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));

  test('400 frozen answers of packaging', () => {
    expect(frozen).toHaveLength(400);
    for (const [answer = '', version = '', specifiers = ''] of frozen) {
      const parsed = parseSpecifierSet(specifiers);
      const ours = parsed.kind === 'invalid' ? 'invalid' : contains(parsed, version) ? 'yes' : 'no';
      expect(`${ours} ${version} ${specifiers}`).toBe(`${answer} ${version} ${specifiers}`);
    }
  });
});

describe('filterVersions', () => {
  test.each([
    ['>=1.2.3', ['1.2', '1.3', '1.5a1'], ['1.3']],
    ['>=1.2.3', ['1.2', '1.5a1'], ['1.5a1']],
    ['>=1.2.3a1', ['1.3', '1.5a1'], ['1.3', '1.5a1']],
    ['!=1.2.3a1', ['1.3', '1.5a1'], ['1.3']],
    ['', ['1.3', '1.5a1', 'odd'], ['1.3', 'odd']],
    ['', ['1.5a1', 'odd'], ['1.5a1', 'odd']],
  ])('%j of %j takes %j', (specifiers, candidates, expected) => {
    expect(filterVersions(set(specifiers), candidates)).toEqual(expected);
  });

  test('does as it is told about pre-releases', () => {
    const candidates = ['1.3', '1.5a1'];
    expect(filterVersions(set('>=1'), candidates, { prereleases: true })).toEqual(candidates);
    expect(filterVersions(set('>=1a1'), candidates, { prereleases: false })).toEqual(['1.3']);
    expect(filterVersions(set(''), candidates, { prereleases: false })).toEqual(['1.3']);
  });

  test.each([
    ['>=1.0a1', true],
    ['===1.0rc1', true],
    ['!=1.0a1', false],
    ['==1.0.*', false],
    ['===foo', false],
    ['>=1.0', false],
  ])('%j names a pre-release: %s', (specifiers, expected) => {
    expect(admitsPrereleases(set(specifiers))).toBe(expected);
  });
});
