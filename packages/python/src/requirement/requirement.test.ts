import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRequirement } from './parse.ts';
import { requirementText } from './text.ts';

describe('parseRequirement', () => {
  test.each([
    ['A', 'a'],
    [' Foo.Bar ', 'foo-bar'],
    ['name<=1', 'name<=1'],
    ['name>=3', 'name>=3'],
    ['name>=3,<2', 'name<2,>=3'],
    ['name>=3,', 'name>=3'],
    ['name (>=3, <4)', 'name<4,>=3'],
    ['name()', 'name'],
    ['name[]', 'name'],
    ['name[ b , A_a,a.A ]', 'name[a-a,b]'],
    ['name==1.0+local ; os_name=="a"', 'name==1.0+local; os_name == "a"'],
    [
      "requests [security,tests] >= 2.8.1, == 2.8.* ; python_version < '2.7'",
      'requests[security,tests]==2.8.*,>=2.8.1; python_version < "2.7"',
    ],
    [
      'pip @ https://example.invalid/pip.zip#sha1=da9234ee',
      'pip @ https://example.invalid/pip.zip#sha1=da9234ee',
    ],
    [
      'pip@https://example.invalid/pip.zip;x ; os_name=="a"',
      'pip @ https://example.invalid/pip.zip;x ; os_name == "a"',
    ],
    ['name[q]@ file:///x  ', 'name[q] @ file:///x'],
    ['name===1.0;os_name=="a"', 'name===1.0; os_name == "a"'],
  ])('reads %j', (text, expected) => {
    const requirement = parseRequirement(text);
    if (requirement.kind !== 'ok') throw new Error(requirement.problems[0].message);
    expect(requirementText(requirement)).toBe(expected);
  });

  test('gives every part', () => {
    expect(parseRequirement('Foo_Bar[X]>=1')).toEqual({
      kind: 'ok',
      name: 'foo-bar',
      writtenName: 'Foo_Bar',
      extras: ['x'],
      target: {
        kind: 'versions',
        specifiers: {
          kind: 'ok',
          specifiers: [
            {
              kind: 'version',
              operator: '>=',
              text: '1',
              version: {
                epoch: 0,
                release: [1],
                pre: undefined,
                post: undefined,
                dev: undefined,
                local: undefined,
              },
            },
          ],
        },
      },
      marker: undefined,
    });
  });

  test.each([
    ['', 'requirement-name', 1],
    ['-foo', 'requirement-name', 1],
    ['foo-', 'requirement-name', 1],
    ['foo_', 'requirement-name', 1],
    ['\u00e9', 'requirement-name', 1],
    ['foo bar', 'requirement-end', 5],
    ['foo\u00e9', 'requirement-end', 4],
    ['foo[bar', 'requirement-extras', 8],
    ['foo[bar baz]', 'requirement-extras', 9],
    ['foo[bar,]', 'requirement-extras', 9],
    ['foo[-]', 'requirement-extras', 5],
    ['foo>=x', 'specifier-version', 6],
    ['foo>=1,,<2', 'requirement-end', 8],
    ['foo>=1 <2', 'requirement-end', 8],
    ['foo=1', 'requirement-end', 4],
    ['foo (>=1', 'requirement-parenthesis', 9],
    ['foo >=1)', 'requirement-end', 8],
    ['foo~= 1', 'specifier-compatible', 7],
    ['foo @', 'requirement-url', 6],
    ['foo @ https://example.invalid/a b', 'requirement-end', 33],
    ['foo @ a\u0000b', 'requirement-url', 8],
    ['foo;', 'marker-operand', 5],
    ['foo; os_name', 'marker-operator', 13],
    ['foo; os_name == "a" x', 'marker-end', 21],
    ['foo # comment', 'requirement-end', 5],
    ['foo\r', 'requirement-end', 4],
    ['-r requirements.txt', 'requirement-name', 1],
    ['https://example.invalid/foo.whl', 'requirement-end', 6],
  ])('refuses %j', (text, code, column) => {
    expect(parseRequirement(text)).toMatchObject({ kind: 'invalid', problems: [{ code, column }] });
  });

  test('any text is answered; what is read survives being written', () => {
    const unit = fc.constantFrom(
      'foo',
      'A',
      '-',
      '_',
      '[',
      ']',
      '>=',
      '==',
      '===',
      '1',
      '.',
      '*',
      ',',
      ' ',
      '\t',
      '(',
      ')',
      ';',
      '@',
      'os_name',
      '"a"',
      'and',
      'é',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 14 }), (parts) => {
        const text = `foo${parts.join('')}`;
        const requirement = parseRequirement(text);
        if (requirement.kind === 'invalid') {
          expect(requirement.problems[0].column).toBeLessThanOrEqual(text.length + 1);
          return;
        }
        const written = requirementText(requirement);
        const again = parseRequirement(written);
        if (again.kind === 'invalid') throw new Error(`not readable again: ${written}`);
        expect(requirementText(again)).toBe(written);
      }),
      { numRuns: 5000 },
    );
  });

  test('a pinned version is read as every other requirement', () => {
    const unit = fc.constantFrom(
      'foo',
      'Foo',
      '_',
      '-',
      '.',
      '==',
      '===',
      '1',
      '0',
      '01',
      '.',
      '.*',
      'a1',
      'é',
      ';',
      ',',
    );
    const rest = fc.array(unit, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(rest, rest, (before, after) => {
        const text = `f${before}==1${after}`;
        // White space behind means nothing, and is in no text that is read at once.
        const [one, other] = [parseRequirement(text), parseRequirement(`${text} `)];
        if (one.kind === 'ok' || other.kind === 'ok') expect(one).toEqual(other);
      }),
      { numRuns: 5000 },
    );
  });

  test('stays linear on hostile texts', () => {
    const started = performance.now();
    for (const part of ['a', 'a_', '[', 'a,', '>=1,', '(', ' ', ';', '@', '"', '==='])
      for (const start of ['', 'a', 'a[', 'a>=', 'a @ ', 'a; '])
        parseRequirement(start + part.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
