import { describe, expect, test } from 'vitest';
import { finding } from '../../rule/make.ts';
import { DUPLICATE_NAME, goodSdist, judged, sampleReport } from '../../testing/sample.ts';
import { renderGithub } from './render.ts';

describe('the annotations', () => {
  test('have these bytes', async () => {
    await expect(renderGithub(sampleReport())).toMatchFileSnapshot('fixtures/sample.txt');
  });

  test('end with the verdict', () => {
    expect(
      renderGithub(judged([goodSdist]))
        .trimEnd()
        .split('\n')
        .at(-1),
    ).toBe('::notice title=custody%3A ok::nothing found; 2 rules judged on 1 file');
  });

  test('escape what would end a property or start a command', () => {
    const file = 'a,b:c%0A::error::.whl';
    const report = judged([
      {
        subject: { kind: 'wheel', path: file },
        judged: [DUPLICATE_NAME.id],
        findings: [
          finding(DUPLICATE_NAME, {
            message: '100%\n::error::x',
            locations: [{ file, position: { kind: 'text', line: 3, column: 4 } }],
          }),
        ],
        unknowns: [],
      },
    ]);
    expect(renderGithub(report).split('\n')[0]).toBe(
      '::error file=a%2Cb%3Ac%250A%3A%3Aerror%3A%3A.whl,line=3,col=4,title=zip/unique-names (high)' +
        '::100%25\\n::error::x%0ARebuild the wheel with a tool that writes each entry once',
    );
  });
});
