import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceFile } from '../repository/source.ts';
import { dockerfileOf, instructionsOf } from './dockerfile.ts';
import { hasDigest, tagOf } from './image.ts';

describe('a Dockerfile', () => {
  test('has its instructions, continued lines and comments inside them included', () => {
    const text = '# x\nFROM a\nrun b \\\n  # no\n\n  && c\nENV X=1';
    expect(instructionsOf(text).map((one) => [one.name, one.arguments])).toEqual([
      ['FROM', 'a'],
      ['RUN', 'b \\\n  # no\n\n  && c'],
      ['ENV', 'X=1'],
    ]);
  });

  test('continues lines with the mark that it names', () => {
    expect(instructionsOf('# escape=`\nRUN a `\n b\nRUN c\\\nRUN d').map((one) => one.arguments)).toEqual([
      'a `\n b',
      'c\\',
      'd',
    ]);
  });

  test('knows what its stages start from', () => {
    const file = sourceFile(
      'Dockerfile',
      Buffer.from('ARG A=python\nFROM ${A}:3 AS x\nFROM x\nFROM $B\nFROM ${C:-d}:1\n'),
    );
    expect(dockerfileOf(file).froms.map(({ image, resolved, local }) => [image, resolved, local])).toEqual([
      ['${A}:3', 'python:3', false],
      ['x', 'x', true],
      ['$B', undefined, false],
      ['${C:-d}:1', 'd:1', false],
    ]);
  });

  test('of any text is read without throwing, each instruction behind the one before', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('FROM ', 'RUN ', 'a', '\\', '\n', '#', ' ', '`', '$', '{', '}', '\r'),
        }),
        (text) => {
          let last = 0;
          for (const { start, end } of instructionsOf(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThanOrEqual(start);
            last = end;
          }
          dockerfileOf(sourceFile('Dockerfile', Buffer.from(text)));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

test.each([
  ['python', 'latest', false],
  ['python:3.14', '3.14', false],
  ['localhost:5000/python', 'latest', false],
  [`a:1@sha256:${'0'.repeat(64)}`, '1', true],
])('the image %s has the tag %s', (image, tag, digest) => {
  expect([tagOf(image), hasDigest(image)]).toEqual([tag, digest]);
});
