import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessor } from '../flaw/index.ts';
import { readOsv } from '../osv/read.ts';
import { storeOf } from '../testing/store.ts';
import type { OsvRecord } from '../types.ts';
import { CPYTHON, nameInterpreter } from './record.ts';
import { readTags, type TaggedRelease } from './tags.ts';

const commit = (at: number): string => String(at).padStart(40, 'a');
const releases = (text: string): readonly TaggedRelease[] => {
  const read = readTags(text);
  if (read.kind !== 'ok') throw new Error(read.message);
  return read.releases;
};
/** A record as the PSF's database writes it: commits of one repository, and no package. */
const psf = (events: readonly object[], more: object = {}): OsvRecord => {
  const { record } = readOsv({
    id: 'PSF-2026-1',
    modified: '2026-01-01T00:00:00Z',
    affected: [{ ranges: [{ type: 'GIT', repo: 'https://github.com/python/cpython', events }], ...more }],
  });
  if (record === undefined) throw new Error('no record');
  return record;
};
const assess = (record: OsvRecord, version: string) =>
  assessor(storeOf([{ record, flaw: [record.id] }]))({ ...CPYTHON, version });

const TABLE = releases(
  [
    '# made of a clone',
    'v3.12.4',
    `v3.12.5 ${commit(2)}`,
    'v3.11.9',
    `v3.11.10 ${commit(1)}`,
    'v3.13.0b4',
    `v3.13.0rc1 ${commit(3)}`,
  ].join('\n'),
);
const MENDED = psf([{ introduced: '0' }, ...[1, 2, 3].map((at) => ({ fixed: commit(at) }))]);

describe('an advisory on commits of CPython', () => {
  test('speaks of releases by a table of those, each branch by its own commit', () => {
    const record = nameInterpreter(MENDED, TABLE);
    const affected = ['3.8.1', '3.11.9', '3.12.0', '3.12.4', '3.13.0b4'];
    const mended = ['3.11.10', '3.11.11', '3.12.5', '3.13.0rc1', '3.13.0', '3.14.0'];
    expect(affected.map((version) => assess(record, version).flaws.length)).toEqual(affected.map(() => 1));
    expect(mended.map((version) => assess(record, version).flaws)).toEqual(mended.map(() => []));
    expect(assess(record, '3.12.4').upgrade).toEqual({ to: '3.12.5', ends: 1, leaves: 0 });
  });

  test('lists the releases itself, as OSV works them out', () => {
    const record = nameInterpreter(
      psf([{ introduced: '0' }], { versions: ['v3.12.4', 'v3.12.3', 'latest'] }),
    );
    expect(record.affected[0]).toMatchObject({ ...CPYTHON, versions: ['3.12.4', '3.12.3'] });
    expect(assess(record, '3.12.4').flaws).toHaveLength(1);
    expect(assess(record, '3.12.5')).toMatchObject({ flaws: [], unjudged: [] });
  });

  test('stays where nobody looks for it where there is no table, or no release of it is affected', () => {
    expect(nameInterpreter(MENDED)).toEqual(MENDED);
    const never = psf([{ introduced: commit(1) }, { fixed: commit(1) }]);
    expect(nameInterpreter(never, TABLE)).toEqual(never);
  });

  test.each([
    ['no release of the table has what mends it', [{ introduced: '0' }, { fixed: commit(9) }]],
    ['it has events that a table cannot answer', [{ introduced: '0' }, { last_affected: commit(1) }]],
  ])('is unknown of every release, and not left out, where %s', (_why, events) => {
    const answer = assess(nameInterpreter(psf(events), TABLE), '3.12.5');
    expect(answer).toMatchObject({ flaws: [], unjudged: [{ ids: ['PSF-2026-1'] }] });
  });

  test('of another repository, or of a package, is left alone', () => {
    const other = psf([{ introduced: '0' }]);
    const [affected] = other.affected;
    if (affected === undefined) throw new Error('no entry');
    const ranges = affected.ranges.map((range) => ({
      ...range,
      repo: 'https://github.com/python/cpython-x',
    }));
    const foreign = { ...other, affected: [{ ...affected, ranges }] };
    const packaged = { ...MENDED, affected: [{ ...affected, ecosystem: 'PyPI', name: 'demo' }] };
    expect(nameInterpreter(foreign, TABLE)).toEqual(foreign);
    expect(nameInterpreter(packaged, TABLE)).toBe(packaged);
  });

  test('whatever contains what, every release of the table is judged as its commits say', () => {
    const holds = fc.subarray([0, 1, 2, 3]);
    const release = fc.tuple(fc.integer({ min: 10, max: 12 }), fc.integer({ min: 0, max: 3 }), holds);
    const table = fc.uniqueArray(release, { minLength: 1, maxLength: 8, selector: ([a, b]) => `${a}.${b}` });
    fc.assert(
      fc.property(table, holds, holds, (rows, introduced, fixed) => {
        const text = rows.map(([a, b, all]) => [`v3.${a}.${b}`, ...all.map(commit)].join(' ')).join('\n');
        const starts = introduced.length === 0 ? ['0'] : introduced.map(commit);
        const record = psf([
          ...starts.map((value) => ({ introduced: value })),
          ...fixed.map((at) => ({ fixed: commit(at) })),
        ]);
        const read = readTags(text);
        if (read.kind !== 'ok') return;
        const named = nameInterpreter(record, read.releases);
        for (const [a, b, all] of rows) {
          const came = introduced.length === 0 || introduced.some((at) => all.includes(at));
          const expected = came && !fixed.some((at) => all.includes(at));
          const { flaws, unjudged } = assess(named, `3.${a}.${b}`);
          if (unjudged.length === 0) expect(flaws.length, text).toBe(expected ? 1 : 0);
          else
            expect(
              fixed.some((at) => rows.some(([, , each]) => each.includes(at))),
              text,
            ).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a table of releases', () => {
  test.each([
    ['3.12.5\n', 1, 'begins with the tag'],
    [`v3.12.5 ${commit(1)}\nv3.12.6 abc\n`, 2, '40 lower-case'],
    ['v3.12.5\nv3.12.5\n', 2, 'twice'],
    ['# nothing\n', 1, 'no release'],
    ['v3.11.1\nv3.13.0\n', 1, 'no release of 3.12'],
    ['\n'.repeat(10_001), 10_000, 'more than'],
  ])('is refused whole: %j', (text, line, message) => {
    expect(readTags(text)).toMatchObject({
      kind: 'malformed',
      line,
      message: expect.stringContaining(message) as string,
    });
  });
});
