import { describe, expect, test } from 'vitest';
import { identify } from '../identify.ts';
import { arMember, buildAr } from '../testing/ar.ts';
import { readerOf } from '../testing/bytes.ts';
import type { ArObject } from '../types.ts';

const identified = async (bytes: Uint8Array): Promise<ArObject> => {
  const object = await identify(readerOf(bytes));
  if (object?.format !== 'ar') throw new Error('not identified as ar');
  return object;
};

describe('an ar archive', () => {
  test('in the GNU dialect gives short and long names, without the tables', async () => {
    const object = await identified(
      buildAr([
        arMember('/', '\0\0\0\0'),
        arMember('//', 'a_rather_long_member.o/\nanother_long_member.o/\n'),
        arMember('adler32.o/', 'odd'),
        arMember('/0', 'x'),
        arMember('/24', 'yy'),
      ]),
    );
    expect(object).toEqual({
      format: 'ar',
      thin: false,
      members: ['adler32.o', 'a_rather_long_member.o', 'another_long_member.o'],
      problems: [],
    });
  });

  test('in the BSD dialect gives names that stand before the content', async () => {
    const object = await identified(
      buildAr([
        arMember('#1/20', '__.SYMDEF SORTED\0\0\0\0table'),
        arMember('#1/12', 'inflate_b.o\0content'),
        arMember('crc.o', 'content'),
      ]),
    );
    expect(object.members).toEqual(['inflate_b.o', 'crc.o']);
    expect(object.problems).toEqual([]);
  });

  test('that is thin names files beside it', async () => {
    const object = await identified(
      buildAr([arMember('//', 'sub/one.o/\n'), arMember('/0', '', 5000), arMember('two.o/', '', 99)], true),
    );
    expect(object).toEqual({ format: 'ar', thin: true, members: ['sub/one.o', 'two.o'], problems: [] });
  });

  test('without members is empty', async () => {
    expect(await identified(buildAr([]))).toMatchObject({ members: [], problems: [] });
  });

  test.each([
    ['a member larger than the file', [arMember('a.o/', 'x', 4000)], 'ar/cut-off'],
    ['garbage for a header', ['x'.repeat(60)], 'ar/bad-header'],
    ['a cut-off header', ['a.o/      '], 'ar/bad-header'],
    ['a negative size', [arMember('a.o/', 'xx', -2)], 'ar/bad-header'],
    ['a long name beyond the table', [arMember('//', 'a.o/\n'), arMember('/50', 'x')], 'ar/bad-name'],
    ['a BSD name longer than its member', [arMember('#1/90', 'xx')], 'ar/bad-name'],
  ] as const)('with %s is reported', async (_, members, code) => {
    const object = await identified(buildAr(members));
    expect(object.problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('with very many members is listed up to the limit', async () => {
    const object = await identified(buildAr(Array.from({ length: 10_001 }, () => arMember('m.o/', ''))));
    expect(object.members).toHaveLength(10_000);
    expect(object.problems.map(({ code }) => code)).toEqual(['ar/too-many-members']);
  });

  test('whose long names have no end does not take long', { timeout: 5000 }, async () => {
    const endless = arMember('//', 'x'.repeat(4_000_000));
    const members = Array.from({ length: 9000 }, () => arMember('/0', ''));
    expect((await identified(buildAr([endless, ...members]))).members).toEqual([]);
  });
});
