import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bill, Component } from '../bill/types.ts';
import { arbitraryBill } from '../testing/arbitrary.ts';
import { diff } from './diff.ts';
import { renderDiff } from './render.ts';

const before: Bill = {
  serialNumber: 'urn:uuid:1',
  metadata: { timestamp: '2026-01-01T00:00:00Z', tools: [{ name: 't', version: '1' }] },
  root: 'r',
  components: [
    { ref: 'r', type: 'library', name: 'p', version: '1', purl: 'pkg:pypi/p@1' },
    {
      ref: 'z',
      type: 'library',
      name: 'zlib',
      version: '1.3',
      purl: 'pkg:generic/zlib@1.3',
      scope: 'required',
    },
    { ref: 'f', type: 'file', name: 'p/a.py' },
  ],
  dependencies: [{ ref: 'r', dependsOn: ['z'] }],
  compositions: [{ aggregate: 'complete', assemblies: ['r'] }],
};

const renamed = (bill: Bill): Bill => {
  const name = (ref: string): string => `new ${ref}`;
  return {
    ...bill,
    serialNumber: 'urn:uuid:2',
    metadata: { ...bill.metadata, timestamp: '2027-01-01T00:00:00Z' },
    ...(bill.root === undefined ? {} : { root: name(bill.root) }),
    components: bill.components
      .map(
        (item): Component => ({
          ...item,
          ref: name(item.ref),
          ...(item.parent === undefined ? {} : { parent: name(item.parent) }),
        }),
      )
      .toReversed(),
    dependencies: bill.dependencies
      .map(({ ref, dependsOn }) => ({ ref: name(ref), dependsOn: dependsOn.map(name).toReversed() }))
      .toReversed(),
    compositions: bill.compositions.map(({ aggregate, assemblies = [] }) => ({
      aggregate,
      assemblies: assemblies.map(name),
    })),
  };
};

describe('the difference', () => {
  test('is none between a bill and itself with other refs, order, serial number and time', () => {
    fc.assert(
      fc.property(arbitraryBill, (bill) => {
        // Components that nothing tells apart but their refs cannot be matched across renaming.
        const seen = new Set(
          bill.components.map(({ type, group, name }) => JSON.stringify([type === 'file', group, name])),
        );
        fc.pre(seen.size === bill.components.length);
        expect(diff(bill, renamed(bill))).toMatchObject({ same: true });
      }),
      { numRuns: 300 },
    );
  });

  test('knows which of two archives in the artifact a file of the same path lies in', () => {
    const library = (version: string): Component => ({
      ref: version,
      type: 'library',
      name: 'pip',
      version,
      purl: `pkg:pypi/pip@${version}`,
    });
    const file = (parent: string, digit: string): Component => ({
      ref: `file of ${parent}`,
      type: 'file',
      name: 'pip/__init__.py',
      parent,
      hashes: [{ algorithm: 'SHA-256', value: digit.repeat(64) }],
    });
    const of = (...components: readonly Component[]): Bill => ({ ...before, components, dependencies: [] });
    // Sorted by content alone, each would be taken for the other's.
    const one = of(library('1'), library('2'), file('1', 'b'), file('2', 'c'));
    const two = of(library('1'), library('2'), file('1', 'd'), file('2', 'c'));
    expect(diff(one, two).components).toEqual({
      added: [],
      removed: [],
      changed: [
        {
          component: 'pip/__init__.py',
          changes: [expect.objectContaining({ field: 'hashes', after: expect.stringContaining('dddd') })],
        },
      ],
    });
    expect(diff(one, of(library('2'), file('2', 'c'))).components).toEqual({
      added: [],
      removed: ['pip/__init__.py', 'pkg:pypi/pip@1'],
      changed: [],
    });
  });

  test('names what came, went and changed', () => {
    const after: Bill = {
      ...before,
      metadata: { tools: [{ name: 't', version: '2' }] },
      components: [
        ...before.components.filter(({ ref }) => ref === 'r'),
        {
          ref: 'q',
          type: 'library',
          name: 'zlib',
          version: '1.4',
          purl: 'pkg:generic/zlib@1.4',
          licenses: [{ kind: 'id', id: 'Zlib' }],
        },
        { ref: 'n', type: 'file', name: 'p/b\u001b.py' },
      ],
      dependencies: [{ ref: 'r', dependsOn: ['q', 'n'] }],
      compositions: [],
    };
    const found = diff(before, after);
    expect(found.same).toBe(false);
    expect(renderDiff(found)).toMatchInlineSnapshot(`
      "The documents differ: 1 components added, 1 removed, 1 changed.

      Components
        - p/a.py
        + p/b\\x1b.py
        ~ pkg:generic/zlib
            licenses: (nothing) → {"id":"Zlib","kind":"id"}
            purl: pkg:generic/zlib@1.3 → pkg:generic/zlib@1.4
            scope: required → (nothing)
            version: 1.3 → 1.4

      Dependencies
        + pkg:pypi/p → p/b\\x1b.py

      Compositions
        - the parts of pkg:pypi/p are complete

      Metadata
        ~ tools: {"name":"t","version":"1"} → {"name":"t","version":"2"}
      "
    `);
  });

  test('is never empty where a version, hash, licence or edge differs', () => {
    const change = (patch: Partial<Component>): Bill => ({
      ...before,
      components: before.components.map((item) => (item.ref === 'z' ? { ...item, ...patch } : item)),
    });
    const others: readonly Bill[] = [
      change({ version: '9' }),
      change({ hashes: [{ algorithm: 'SHA-256', value: 'a'.repeat(64) }] }),
      change({ licenses: [{ kind: 'id', id: 'MIT' }] }),
      change({ scope: 'optional' }),
      { ...before, dependencies: [] },
      { ...before, compositions: [] },
      { ...before, root: 'z' },
    ];
    for (const other of others) {
      expect(diff(before, other).same).toBe(false);
      expect(diff(other, before).same).toBe(false);
    }
    expect(renderDiff(diff(before, before))).toBe('The documents say the same.\n');
  });
});
