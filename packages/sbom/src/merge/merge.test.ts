import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bill, Component } from '../bill/types.ts';
import { diff } from '../diff/diff.ts';
import { arbitraryBill } from '../testing/arbitrary.ts';
import { merge } from './merge.ts';
import type { MergeInput } from './types.ts';

const SHA = (digit: string) => [{ algorithm: 'SHA-256' as const, value: digit.repeat(64) }];
const component = (ref: string, more: Partial<Component> = {}): Component => ({
  ref,
  type: 'library',
  name: ref,
  ...more,
});
const bill = (components: readonly Component[], more: Partial<Bill> = {}): Bill => ({
  metadata: {},
  components,
  dependencies: [],
  compositions: [],
  ...more,
});
const input = (label: string, of: Bill, standing: MergeInput['standing'] = 'declared'): MergeInput => ({
  label,
  bill: of,
  standing,
});

const root = component('r', {
  name: 'Foo_Bar',
  version: '1',
  purl: 'pkg:pypi/foo_bar@1?file_name=foo_bar-1-py3-none-any.whl',
});
const own = component('x', { name: 'foo-bar', version: '1', purl: 'pkg:pypi/foo-bar@1' });
const zlib = component('z', { name: 'zlib', version: '1.3', purl: 'pkg:generic/zlib@1.3' });

describe('merging', () => {
  test("makes one root of auditwheel's and the project's own", () => {
    const merged = merge([
      input(
        'auditwheel.cdx.json',
        bill([root, zlib], { root: 'r', dependencies: [{ ref: 'r', dependsOn: ['z'] }] }),
      ),
      input('own.cdx.json', bill([own], { root: 'x' })),
    ]);
    expect(merged.bill.root).toBe('pkg:pypi/foo-bar@1');
    expect(merged.bill.components.map(({ ref }) => ref)).toEqual([
      'pkg:generic/zlib@1.3',
      'pkg:pypi/foo-bar@1',
    ]);
    expect(merged.bill.dependencies).toEqual([
      { ref: 'pkg:pypi/foo-bar@1', dependsOn: ['pkg:generic/zlib@1.3'] },
    ]);
    expect(merged.conflicts).toEqual([]);
  });

  test('hangs what another document describes under the root', () => {
    const crate = component('c', { purl: 'pkg:cargo/c@1', version: '1' });
    const loose = component('l', { version: '2' });
    const merged = merge([
      input('own', bill([own], { root: 'x' })),
      input('cargo', bill([crate], { root: 'c' })),
      input('loose', bill([loose])),
    ]);
    expect(merged.bill.dependencies).toEqual([
      { ref: 'pkg:pypi/foo-bar@1', dependsOn: ['l@2', 'pkg:cargo/c@1'] },
    ]);
  });

  test('knows a component without a purl by its content', () => {
    const seen = component('libz.so', { hashes: SHA('a') });
    const named = { ...zlib, hashes: SHA('a') };
    const merged = merge([input('own', bill([named])), input('seen', bill([seen]), 'observed')]);
    expect(merged.bill.components).toHaveLength(1);
    expect(merged.bill.components[0]?.name).toBe('zlib');
    expect(merged.conflicts).toEqual([]);
  });

  describe('of documents that name files inside archives inside the artifact', () => {
    const pip = (version: string) =>
      component(version, { name: 'pip', version, purl: `pkg:pypi/pip@${version}` });
    const file = (ref: string, parent: string, digit: string, more: Partial<Component> = {}) =>
      component(ref, { type: 'file', name: 'pip/__init__.py', parent, hashes: SHA(digit), ...more });
    const files = (of: Bill) =>
      of.components
        .filter(({ type }) => type === 'file')
        .map(({ parent, hashes }) => [parent, hashes?.[0]?.value[0]]);
    const two = bill([own, pip('26.0'), pip('26.2'), file('f', '26.0', 'a'), file('g', '26.2', 'b')], {
      root: 'x',
    });

    test('keeps the same path in two of them as two files', () => {
      const again = bill(two.components.toReversed(), { root: 'x' });
      for (const inputs of [[input('a', two)], [input('a', two), input('b', again)]]) {
        const merged = merge(inputs);
        expect(files(merged.bill)).toEqual([
          ['pkg:pypi/pip@26.0', 'a'],
          ['pkg:pypi/pip@26.2', 'b'],
        ]);
        expect(merged.conflicts).toEqual([]);
        expect(diff(two, merged.bill).components).toMatchObject({ added: [], removed: [] });
      }
    });

    test('keeps equal files in two of them apart, and from one of the artifact itself', () => {
      const equal = bill(
        [own, pip('26.0'), pip('26.2'), file('f', '26.0', 'a'), file('g', '26.2', 'a'), file('h', 'x', 'c')],
        { root: 'x' },
      );
      expect(files(merge([input('a', equal)]).bill)).toEqual([
        ['pkg:pypi/foo-bar@1', 'c'],
        ['pkg:pypi/pip@26.0', 'a'],
        ['pkg:pypi/pip@26.2', 'a'],
      ]);
    });

    test('keeps them apart where each has a document of its own', () => {
      const one = (version: string, digit: string) =>
        bill([own, pip(version), file('f', version, digit)], { root: 'x' });
      const merged = merge([input('a', one('26.0', 'a')), input('b', one('26.2', 'b'))]);
      expect(files(merged.bill)).toHaveLength(2);
      expect(merged.conflicts.map(({ field }) => field)).toEqual(['version']);
    });

    test('takes it for one file where its place in the artifact is told, or only its owner differs', () => {
      const place = { evidence: { occurrences: [{ location: 'pip/__init__.py' }] } };
      const placed = bill([own, pip('26.0'), file('f', '26.0', 'a', place)], { root: 'x' });
      const inRoot = bill([own, file('f', 'x', 'b')], { root: 'x' });
      const merged = merge([input('a', placed), input('b', inRoot)]);
      expect(files(merged.bill)).toHaveLength(1);
      expect(merged.conflicts.map(({ field }) => field)).toEqual(['hashes']);
      const other = bill([own, component('p', { name: 'pip' }), file('f', 'p', 'a')], { root: 'x' });
      const owned = bill([own, pip('26.0'), file('f', '26.0', 'a')], { root: 'x' });
      expect(files(merge([input('a', owned), input('b', other)]).bill)).toHaveLength(1);
    });
  });

  test('reports content that is claimed under two identities, and keeps both', () => {
    const other = component('o', { purl: 'pkg:generic/other@1', version: '1', hashes: SHA('a') });
    const merged = merge([input('one', bill([{ ...zlib, hashes: SHA('a') }])), input('two', bill([other]))]);
    expect(merged.bill.components).toHaveLength(2);
    expect(merged.conflicts).toMatchObject([{ field: 'identity', component: `SHA-256:${'a'.repeat(64)}` }]);
  });

  test('lets content that two purls claim join neither of them', () => {
    const other = component('o', { purl: 'pkg:generic/other@1', version: '1', hashes: SHA('a') });
    const nameless = component('lib.so', { hashes: SHA('a') });
    const merged = merge([
      input('one', bill([{ ...zlib, hashes: SHA('a') }, other])),
      input('two', bill([nameless]), 'observed'),
    ]);
    expect(merged.bill.components.map(({ name }) => name)).toEqual(['lib.so', 'o', 'zlib']);
  });

  test('keeps two files of the same content apart, and reports one file with two contents', () => {
    const file = (ref: string, name: string, digit: string) =>
      component(ref, { type: 'file', name, hashes: SHA(digit) });
    const merged = merge([
      input('one', bill([file('a', 'p/__init__.py', 'e'), file('b', 'q/__init__.py', 'e')])),
      input('two', bill([file('a', 'q/__init__.py', 'f')]), 'observed'),
    ]);
    expect(merged.bill.components.map(({ name }) => name)).toEqual(['p/__init__.py', 'q/__init__.py']);
    expect(merged.conflicts).toMatchObject([
      { component: 'q/__init__.py', field: 'hashes', claims: [{ label: 'one' }, { label: 'two' }] },
    ]);
  });

  test('lets what is declared win over what was observed, and says where they differ', () => {
    const declared = { ...zlib, licenses: [{ kind: 'id' as const, id: 'Zlib' }], hashes: SHA('a') };
    const observed = {
      ...zlib,
      licenses: [{ kind: 'id' as const, id: 'MIT' }],
      hashes: SHA('b'),
      cpe: 'cpe:2.3:a:z:z:1:*:*:*:*:*:*:*',
    };
    const merged = merge([input('aaa', bill([observed]), 'observed'), input('zzz', bill([declared]))]);
    expect(merged.bill.components).toMatchObject([
      { licenses: [{ id: 'Zlib' }], hashes: SHA('a'), cpe: observed.cpe },
    ]);
    expect(merged.conflicts.map(({ field }) => field)).toEqual(['hashes', 'licenses']);
  });

  test('reports documents that name different versions of a package, but not one that needs two', () => {
    const newer = { ...zlib, ref: 'n', version: '1.4', purl: 'pkg:generic/zlib@1.4' };
    expect(merge([input('one', bill([zlib])), input('two', bill([newer]))]).conflicts).toMatchObject([
      {
        component: 'pkg:generic/zlib',
        field: 'version',
        claims: [
          { label: 'one', value: '1.3' },
          { label: 'two', value: '1.4' },
        ],
      },
    ]);
    expect(merge([input('one', bill([zlib, newer])), input('two', bill([newer]))]).conflicts).toEqual([]);
  });

  test('reports a document about another release', () => {
    const old = { ...own, version: '0.9', purl: 'pkg:pypi/foo-bar@0.9' };
    const merged = merge([input('a', bill([own], { root: 'x' })), input('b', bill([old], { root: 'x' }))]);
    expect(merged.conflicts.map(({ field }) => field)).toContain('root');
  });

  test('keeps the word of the most trusted document on how complete something is', () => {
    const merged = merge([
      input(
        'a',
        bill([own], { root: 'x', compositions: [{ aggregate: 'unknown', assemblies: ['x'] }] }),
        'observed',
      ),
      input('b', bill([own], { root: 'x', compositions: [{ aggregate: 'complete', assemblies: ['x'] }] })),
    ]);
    expect(merged.bill.compositions).toEqual([{ aggregate: 'complete', assemblies: ['pkg:pypi/foo-bar@1'] }]);
  });

  test('gives the same for every order of documents, and nothing new for one given twice', () => {
    fc.assert(
      fc.property(arbitraryBill, arbitraryBill, arbitraryBill, (a, b, c) => {
        const inputs = [input('a', a), input('b', b, 'observed'), input('c', c)];
        const merged = merge(inputs);
        expect(merge(inputs.toReversed())).toEqual(merged);
        const refs = new Set(merged.bill.components.map(({ ref }) => ref));
        expect(refs.size).toBe(merged.bill.components.length);
        for (const { ref, dependsOn } of merged.bill.dependencies)
          for (const each of [ref, ...dependsOn]) expect(refs.has(each)).toBe(true);
        const once = merge([input('a', a)]);
        const twice = merge([input('a', a), input('a', a)]);
        expect(diff(once.bill, twice.bill)).toMatchObject({ same: true });
      }),
      { numRuns: 200 },
    );
  });
});
