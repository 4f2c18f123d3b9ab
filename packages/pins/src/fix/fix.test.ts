import { applySplices } from '@custody/findings';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryRepository } from '../repository/memory.ts';
import type { Mend } from '../rules/rule.ts';
import { combine, inBytes, type Splice } from './apply.ts';
import { mendFiles } from './mend.ts';

const splice = (start: number, end: number, text: string): Splice => ({ range: { start, end }, text });
const mend = (path: string, ...splices: readonly Splice[]): Mend => ({
  title: 't',
  safety: 'safe',
  edits: [{ path, splices }],
});
const apply = (text: string, splices: readonly Splice[]): string =>
  Buffer.from(applySplices(Buffer.from(text), inBytes(splices))).toString();

describe('splices', () => {
  test('change their ranges and nothing else', () => {
    expect(apply('aäb', [splice(0, 1, 'x'), splice(3, 3, 'ö')])).toBe('xäöb');
  });

  test('of a mend that touches what another changes wait, whole', () => {
    const result = combine([
      [splice(0, 4, 'x')],
      [splice(2, 3, 'y'), splice(8, 9, 'z')],
      [splice(5, 6, 'w')],
    ]);
    expect(result).toMatchObject({ taken: [0, 2], postponed: [1] });
    expect(result.splices).toEqual([splice(0, 4, 'x'), splice(5, 6, 'w')]);
  });

  test('that two mends share are made once', () => {
    expect(combine([[splice(3, 3, 'x')], [splice(3, 3, 'x')]])).toMatchObject({
      taken: [0, 1],
      splices: [splice(3, 3, 'x')],
    });
  });

  test('that insert at one place wait for each other', () => {
    expect(combine([[splice(3, 3, 'x')], [splice(3, 3, 'y')]]).postponed).toEqual([1]);
  });

  test('combined in any number are always ascending and disjoint', () => {
    const one = fc
      .tuple(fc.nat(20), fc.nat(5), fc.string({ maxLength: 2 }))
      .map(([start, length, text]) => splice(start, start + length, text));
    fc.assert(
      fc.property(fc.array(fc.array(one, { maxLength: 1 }), { maxLength: 8 }), (mends) => {
        expect(() => applySplices(Buffer.alloc(40), inBytes(combine(mends).splices))).not.toThrow();
      }),
    );
  });
});

describe('mending files', () => {
  test('makes what can be made, and leaves every other byte', () => {
    const repository = memoryRepository({ 'a.yml': '# é\r\na: 1 # x\r\n' });
    const { files, made } = mendFiles(repository, [mend('a.yml', splice(9, 10, '2'))]);
    expect(made).toEqual([0]);
    expect(Buffer.from(files[0]?.after ?? []).toString()).toBe('# é\r\na: 2 # x\r\n');
  });

  test('refuses a change after which the file cannot be read', () => {
    const repository = memoryRepository({ 'a.yml': 'a: 1\n' });
    const { files, made, refused } = mendFiles(repository, [mend('a.yml', splice(3, 4, '"'))]);
    expect({ files, made }).toEqual({ files: [], made: [] });
    expect(refused).toMatchObject([{ path: 'a.yml' }]);
  });

  test('refuses a change that does more than it says', () => {
    const text = 'jobs:\n  a:\n    steps: x\n  b: y\n';
    const repository = memoryRepository({ 'a.yml': text });
    // Two spaces in front of `b` put it under `a`: it still reads, and says something else.
    const { refused } = mendFiles(repository, [
      mend('a.yml', splice(text.indexOf('  b'), text.indexOf('  b'), '  ')),
    ]);
    expect(refused).toMatchObject([{ path: 'a.yml', reason: expect.stringContaining('line 4') }]);
  });

  test('postpones a mend of several files where one of them collides', () => {
    const repository = memoryRepository({ a: 'xxxx', b: 'yyyy' });
    const both: Mend = {
      title: 't',
      safety: 'safe',
      edits: [
        { path: 'a', splices: [splice(0, 2, '1')] },
        { path: 'b', splices: [splice(0, 1, '2')] },
      ],
    };
    const result = mendFiles(repository, [mend('a', splice(1, 3, '0')), both]);
    expect(result).toMatchObject({ made: [0], postponed: [1] });
    expect(result.files.map(({ path }) => path)).toEqual(['a']);
  });

  test('makes a file that is not there', () => {
    const { files } = mendFiles(memoryRepository({}), [mend('n.yml', splice(0, 0, 'a: 1\n'))]);
    expect(files[0]?.before).toBeUndefined();
    expect(Buffer.from(files[0]?.after ?? []).toString()).toBe('a: 1\n');
  });
});
