import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeTar, seeTarGz } from '../testing/raw.ts';
import { type TarInput, writeTar, writeTarGz } from './write.ts';

const file = (name: string, text: string, rest: Partial<TarInput> = {}): TarInput =>
  ({ kind: 'file', name, mtime: 1_700_000_000, content: Buffer.from(text), ...rest }) as TarInput;

describe('the tar writer', () => {
  test('writes plain ustar where it suffices', () => {
    const bytes = Buffer.from(writeTar([file('pkg-1.0/PKG-INFO', 'hello')]));
    expect(bytes.length).toBe(10240);
    expect(bytes.toString('latin1', 0, 263).replaceAll('\0', '·')).toBe(
      `pkg-1.0/PKG-INFO${'·'.repeat(84)}0000644·0000000·0000000·00000000005·14524770400·011414· 0${'·'.repeat(100)}ustar·`,
    );
    expect(bytes.toString('latin1', 512, 517)).toBe('hello');
    expect(bytes.subarray(517).every((byte) => byte === 0)).toBe(true);
  });

  test('splits a long path at a slash rather than use pax', async () => {
    const name = `${'d'.repeat(90)}/${'e'.repeat(60)}/${'f'.repeat(99)}`;
    const { reading, problems } = await seeTar(writeTar([file(name, '')]));
    expect(problems).toEqual([]);
    expect(reading.entries[0]).toMatchObject({ name, headerOffset: 0 });
    expect(reading.entries[0]?.pax.size).toBe(0);
  });

  test.each([
    [155, 100, false],
    [156, 100, true],
    [155, 101, true],
    [1, 100, false],
  ])('a prefix of %d and a name of %d bytes: pax is %j', async (prefix, rest, needed) => {
    const name = `${'p'.repeat(prefix)}/${'n'.repeat(rest)}`;
    const { reading, problems } = await seeTar(writeTar([file(name, '')]));
    expect(problems).toEqual([]);
    expect(reading.entries[0]).toMatchObject({ name });
    expect(reading.entries[0]?.pax.has('path')).toBe(needed);
  });

  test('says in pax what ustar cannot hold', async () => {
    const name = `données/${'x'.repeat(200)}`;
    const input = file(name, 'x', {
      mtime: 1.5,
      uid: 2 ** 31,
      gid: 2 ** 40,
      uname: 'Ä',
      gname: 'g'.repeat(40),
    });
    const { reading, problems } = await seeTar(writeTar([input]));
    expect(problems).toEqual([]);
    expect(reading.entries[0]).toMatchObject({
      name,
      mtime: 1.5,
      uid: 2 ** 31,
      gid: 2 ** 40,
      uname: 'Ä',
      gname: 'g'.repeat(40),
    });
    expect([...(reading.entries[0]?.pax.keys() ?? [])]).toEqual([
      'gid',
      'gname',
      'mtime',
      'path',
      'uid',
      'uname',
    ]);
  });

  test.each([
    ['an empty name', file('', '')],
    ['a NUL', file('a\0b', '')],
    ['half of a surrogate pair', file('a\ud800', '')],
    ['a file named as a directory', file('a/', '')],
    ['a mode out of range', file('a', '', { mode: 0o100644 })],
    ['a negative owner', file('a', '', { uid: -1 })],
    ['no time', file('a', '', { mtime: Number.NaN })],
  ])('refuses %s', (_, input) => {
    expect(() => writeTar([input])).toThrow(RangeError);
  });

  test('gives the same bytes for the same input', () => {
    const inputs = [file('a', 'x'.repeat(5000)), file('b', 'y', { pax: new Map([['comment', 'z']]) })];
    expect(Buffer.compare(writeTarGz(inputs), writeTarGz(inputs))).toBe(0);
    expect(Buffer.from(writeTarGz(inputs)).toString('hex', 0, 10)).toBe('1f8b08000000000002ff');
  });

  test('what it writes is read back without a problem', async () => {
    const segment = fc.string({
      unit: fc.constantFrom('a', 'b', 'é', '漢', '😀', '-', '1'),
      minLength: 1,
      maxLength: 60,
    });
    const name = fc
      .uniqueArray(segment, { minLength: 1, maxLength: 5 })
      .map((parts) => `r/${parts.join('/')}`);
    const content = fc.uint8Array({ maxLength: 2000 });
    const common = {
      name,
      mtime: fc.oneof(fc.nat(), fc.constant(1e9 + 0.25)),
      uid: fc.nat(),
      uname: segment.map((s) => s.slice(0, 20)),
    };
    const one = fc.oneof(
      fc.record({ ...common, kind: fc.constant('file' as const), content }),
      fc.record({ ...common, kind: fc.constant('directory' as const) }),
      fc.record({
        ...common,
        kind: fc.constant('symlink' as const),
        linkName: segment.map((text) => `to-${text}`),
      }),
    );
    const inputs = fc.uniqueArray(one, {
      maxLength: 8,
      selector: (input) => input.name.normalize().toLowerCase(),
    });
    await fc.assert(
      fc.asyncProperty(inputs, async (list) => {
        const usable = list.filter(({ uname }) => uname.isWellFormed());
        const { reading, contents } = await seeTarGz(writeTarGz(usable));
        expect(
          reading.problems.filter(({ code }) => code !== 'name-collision' && code !== 'unsafe-name'),
        ).toEqual([]);
        expect(reading.readable).toBe(true);
        expect(
          reading.entries.map(({ name: n, kind, mtime, uid, uname, linkName }) => ({
            n,
            kind,
            mtime,
            uid,
            uname,
            linkName,
          })),
        ).toEqual(
          usable.map((i) => ({
            n: i.name,
            kind: i.kind,
            mtime: i.mtime,
            uid: i.uid,
            uname: i.uname,
            linkName: 'linkName' in i ? i.linkName : undefined,
          })),
        );
        expect(contents).toEqual(
          usable.map((i) => ('content' in i ? Buffer.from(i.content).toString('latin1') : '')),
        );
      }),
      { numRuns: 150 },
    );
  });
});
