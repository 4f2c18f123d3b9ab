import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryNameProblems, NAME_CODES } from './problems.ts';

const codes = (name: string): string[] => entryNameProblems(name).map((problem) => problem.code);

describe('the name of an entry', () => {
  test.each(['a', 'a/b.py', 'pkg/', 'pkg/données/ß.txt', '.hidden', 'a..b', '...x', 'console.py', 'lpt.txt'])(
    '%j is fine',
    (name) => {
      expect(codes(name)).toEqual([]);
    },
  );

  test.each([
    ['', ['empty']],
    ['/', ['empty', 'absolute']],
    ['/etc/passwd', ['absolute']],
    ['//host/share', ['absolute', 'empty-segment']],
    ['C:/x', ['drive']],
    ['c:x', ['drive']],
    ['C:/x:y', ['drive', 'windows-character']],
    ['a\\b', ['backslash']],
    ['\\a', ['absolute', 'backslash']],
    ['\\\\host\\share', ['absolute', 'backslash']],
    ['..\\..\\a', ['backslash', 'traversal']],
    ['a/b\\..', ['backslash', 'traversal', 'trailing-dot-or-space']],
    ['a\\..b', ['backslash']],
    ['../a', ['traversal']],
    ['a/../b', ['traversal']],
    ['a/..', ['traversal']],
    ['..', ['traversal']],
    ['./a', ['dot-segment']],
    ['a//b', ['empty-segment']],
    ['a//', ['empty-segment']],
    ['a\0b', ['control-character']],
    ['a\nb', ['control-character']],
    ['a\u007fb', ['control-character']],
    ['a\u009bb', ['c1-control']],
    ['a\u0085b', ['c1-control', 'line-separator']],
    ['a\u2028b', ['line-separator']],
    ['a\u202etxt.exe', ['bidi-control']],
    ['a\u200bb', ['invisible-character']],
    ['a\u{e0041}b', ['invisible-character']],
    ['a\ud800b', ['not-unicode']],
    ['a/NUL', ['windows-device']],
    ['aux.py', ['windows-device']],
    ['com1 .txt', ['windows-device']],
    ['LPT\u00b9', ['windows-device']],
    ['a?', ['windows-character']],
    ['a.', ['trailing-dot-or-space']],
    ['a /b', ['trailing-dot-or-space']],
    ['x'.repeat(256), ['long-segment']],
    ['é'.repeat(128), ['long-segment']],
    ['abcdefg/'.repeat(513), ['long-name']],
  ])('%j is %j', (name, expected) => {
    expect(codes(name)).toEqual(expected);
  });

  test('every code has a name that shows it', () => {
    const shown = new Set(
      [
        '',
        '/a',
        'C:',
        'a\\b',
        '..',
        './a',
        'a//b',
        '\t',
        '\u0080',
        '\u2028',
        '\u202e',
        '\u200b',
        '\ud800',
        'nul',
        '*',
        'a.',
      ]
        .concat('x'.repeat(256), 'x/'.repeat(3000))
        .flatMap(codes),
    );
    expect([...shown].sort()).toEqual([...NAME_CODES].sort());
  });

  test('names of plain characters are judged as thoroughly as others', () => {
    const piece = fc.constantFrom(
      'a',
      'Z',
      '_',
      '-',
      '+',
      ' ',
      '(',
      '@',
      '=',
      '.',
      '..',
      '/',
      '//',
      'nul',
      'CON',
      'com1',
      'lpt0',
      'x'.repeat(90),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        // A segment more, not ASCII and without fault, keeps the plain part from being settled by its characters alone.
        const name = `a${pieces.join('')}`;
        expect(codes(name)).toEqual(codes(name.endsWith('/') ? `${name}é` : `${name}/é`));
      }),
      { numRuns: 2000 },
    );
  });

  test('a reason is the message without the name', () => {
    for (const { reason, message } of entryNameProblems('/a\\../b:/c.'))
      expect(message).toBe(`The name "/a\\\\../b:/c." ${reason}.`);
  });

  test('messages hold no character that could forge a line of a report', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        for (const { message } of entryNameProblems(name))
          expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\ufeff]/);
      }),
    );
  });

  test('a hostile megabyte takes no time to speak of', () => {
    const started = performance.now();
    for (const unit of ['a/', '../', '. ', 'nul ', '/', '\ud800', 'com1', '\u0300\u0316'])
      entryNameProblems(unit.repeat(Math.floor(2 ** 20 / unit.length)));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
