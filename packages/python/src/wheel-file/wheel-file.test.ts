import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWheelFile } from './parse.ts';

const GOOD = 'Wheel-Version: 1.0\nGenerator: bdist_wheel 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n';
const parse = (text: string): ReturnType<typeof parseWheelFile> => parseWheelFile(Buffer.from(text, 'utf8'));

describe('parseWheelFile', () => {
  test('reads what the archive says about itself', () => {
    expect(parse(`${GOOD}Tag: py2-none-any\nBuild: 1abc\n\n`)).toMatchObject({
      wheelVersion: { major: 1, minor: 0 },
      generator: 'bdist_wheel 1.0',
      rootIsPurelib: true,
      tags: ['py3-none-any', 'py2-none-any'],
      build: '1abc',
      problems: [],
    });
  });

  test.each([
    ['a newer minor version', GOOD.replace('1.0', '1.9'), 'wheel-version-newer', 1],
    ['another major version', GOOD.replace('1.0', '2.0'), 'wheel-version-unsupported', 1],
    ['a version that is none', GOOD.replace('1.0', 'one'), 'wheel-version', 1],
    ['a purelib that is neither', GOOD.replace('true', 'yes'), 'root-is-purelib', 3],
    ['a compressed tag', GOOD.replace('py3', 'py2.py3'), 'tag-not-expanded', 4],
    ['a tag of two parts', GOOD.replace('py3-', ''), 'tag', 4],
    ['a tag twice', `${GOOD}Tag: py3-none-any\n`, 'duplicate-tag', 5],
    ['a field twice', `${GOOD}Wheel-Version: 1.0\n`, 'duplicate-field', 5],
    ['an unknown field', `${GOOD}Colour: red\n`, 'unknown-field', 5],
    ['a build without digit', `${GOOD}Build: x\n`, 'build', 5],
    ['a body', `${GOOD}\nmore\n`, 'has-body', 6],
    ['a line that is no field', `${GOOD}nonsense\n`, 'malformed-line', 5],
    ['a byte order mark', `\ufeff${GOOD}`, 'byte-order-mark', 1],
    ['a NUL', GOOD.replace('bdist', 'b\0dist'), 'control-character', 2],
    ['a lone carriage return', GOOD.replace('\nTag', '\rTag'), 'bare-carriage-return', 3],
  ])('reports %s', (_, text, code, line) => {
    expect(parse(text).problems[0]).toMatchObject({ code, line });
  });

  test('reports each missing field', () => {
    expect(parse('').problems.map(({ code, field }) => [code, field])).toEqual([
      ['missing-field', 'Wheel-Version'],
      ['missing-field', 'Root-Is-Purelib'],
      ['missing-field', 'Tag'],
    ]);
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.uint8Array(), (data) => void parseWheelFile(data)));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Tag', ': ', '\n', ' ', 'Wheel-Version', '1.0', '\r', 'é')),
        (parts) => {
          const { tags, fields } = parse(parts.join(''));
          expect(tags.length).toBeLessThanOrEqual(fields.length);
        },
      ),
    );
  });
});
