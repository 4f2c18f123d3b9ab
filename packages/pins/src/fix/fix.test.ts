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

  test('that put something right before or behind what another takes out wait for it', () => {
    expect(combine([[splice(2, 5, '')], [splice(5, 5, 'x')], [splice(2, 2, 'y')]]).postponed).toEqual([1, 2]);
    expect(combine([[splice(5, 5, 'x')], [splice(2, 5, '')]]).postponed).toEqual([1]);
  });

  test('that take out neighbours, or put something behind what another writes anew, are made together', () => {
    expect(combine([[splice(2, 5, '')], [splice(5, 8, '')]]).postponed).toEqual([]);
    expect(combine([[splice(2, 5, 'new')], [splice(5, 5, ' # more')]]).postponed).toEqual([]);
  });

  test('leave, whatever is taken out, filled in and put behind, a list whose entries are whole', () => {
    const mends = fc.record({ drop: fc.boolean(), fill: fc.boolean(), first: fc.boolean() });
    fc.assert(
      fc.property(fc.array(mends, { minLength: 1, maxLength: 6 }), fc.boolean(), (plan, ended) => {
        const text = plan
          .map((_, i) => `- n: ${i}\n  a: 1\n`)
          .join('')
          .slice(0, ended ? undefined : -1);
        const behind = (i: number): number => Math.min(text.length, (i + 1) * 14);
        const asked = plan.flatMap(({ drop, fill, first }, i) => {
          const end = behind(i);
          const line = text[end - 1] === '\n' ? '  b: 2\n' : '\n  b: 2';
          const out = drop ? [[splice(i * 14, end, '')]] : [];
          const filled = fill ? [[splice(end, end, line)]] : [];
          return first ? [...out, ...filled] : [...filled, ...out];
        });
        const { splices, taken } = combine(asked);
        const view = memoryRepository({ 'l.yml': apply(text, splices) });
        const reading = view.read('l.yml');
        const entries = (reading?.kind === 'file' ? reading.file.text : '').split(/^(?=- )/m).filter(Boolean);
        // A key whose entry went would stand at the entry before it, or nowhere.
        for (const one of entries) expect(one).toMatch(/^- n: \d\n  a: 1(?:\n  b: 2)?\n?$/);
        expect(taken.length).toBeGreaterThan(asked.length > 0 ? 0 : -1);
      }),
    );
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
