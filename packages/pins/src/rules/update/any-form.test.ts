import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mendFiles } from '../../fix/mend.ts';
import { memoryRepository } from '../../repository/memory.ts';
import { repositoryView } from '../../repository/view.ts';
import { updateRules } from './index.ts';

const PATH = '.github/dependabot.yml';
const WORKFLOW = 'on: push\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n';
const COMPOSITE = 'runs:\n  using: composite\n  steps:\n    - uses: actions/setup-python@v5\n';

const told = (files: Readonly<Record<string, string>>): readonly string[] =>
  updateRules.flatMap((rule) =>
    [...rule.judge(repositoryView(memoryRepository(files)))].map((one) =>
      one.kind === 'found' ? one.message : `unknown: ${one.reason}`,
    ),
  );

describe('a hostile repository', () => {
  test('is judged in bounded time, and what was not compared is unknown', () => {
    const started = performance.now();
    const list = Array.from({ length: 2000 }, (_, i) => `"/${'*a'.repeat(8)}${i}"`).join(', ');
    const text = `version: 2\nupdates:\n  - package-ecosystem: docker\n    directories: [${list}]\n    schedule: {interval: daily}\n`;
    const files = new Map<string, string>([[PATH, text]]);
    for (let i = 0; i < 800; i += 1) files.set(`${'a'.repeat(40)}${i}/Dockerfile`, 'FROM x:1\n');
    const view = repositoryView(memoryRepository(files));
    const unknown = updateRules
      .flatMap((rule) => [...rule.judge(view)])
      .filter((one) => one.kind === 'unknown');
    expect(unknown.map((one) => one.kind === 'unknown' && one.reason)).toEqual([
      'it names more folders and patterns than are compared with a tree of this size',
    ]);
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  test('with very many entries is judged in bounded time', () => {
    const started = performance.now();
    const text = `version: 2\nupdates:\n${Array.from({ length: 3000 }, (_, i) => `  - {package-ecosystem: pip, directory: /a${i}, schedule: {interval: daily}}\n`).join('')}`;
    const view = repositoryView(memoryRepository({ [PATH]: text, 'requirements.txt': 'a==1\n' }));
    for (const rule of updateRules) for (const one of rule.judge(view)) expect(one.kind).toBeDefined();
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

describe('mends of a configuration in any manner of writing', () => {
  const style = fc.record({
    quotes: fc.constantFrom('', '"', "'"),
    dash: fc.constantFrom(0, 2, 4),
    gap: fc.constantFrom(1, 3),
    nested: fc.constantFrom(2, 4),
    listed: fc.constantFrom(0, 2),
    spaced: fc.boolean(),
    crlf: fc.boolean(),
    ended: fc.boolean(),
    comments: fc.boolean(),
    list: fc.boolean(),
    entries: fc.subarray(['github-actions', 'pip', 'docker', 'cargo'], { minLength: 1 }),
  });

  test('leave nothing to mend, and everything else as it was', () => {
    fc.assert(
      fc.property(
        style,
        ({ quotes: q, dash, gap, nested, listed, spaced, crlf, ended, comments, list, entries }) => {
          const pad = ' '.repeat(dash + 1 + gap);
          const blocks = entries.map((name) => {
            const where = list
              ? `${pad}directories:\n${pad}${' '.repeat(listed)}- ${q}/${q}`
              : `${pad}directory: ${q}/${q}`;
            return [
              ...(comments ? [`${' '.repeat(dash)}# about ${name}`] : []),
              `${' '.repeat(dash)}-${' '.repeat(gap)}package-ecosystem: ${q}${name}${q}`,
              where + (comments && !list ? ' # where' : ''),
              `${pad}schedule:`,
              `${pad}${' '.repeat(nested)}interval: ${q}weekly${q}`,
              ...(comments ? [`${pad}# the end`] : []),
            ].join('\n');
          });
          const plain = `version: 2\nupdates:\n${blocks.join(spaced ? '\n\n' : '\n')}${ended ? '\n' : ''}`;
          const before = crlf ? plain.replaceAll('\n', '\r\n') : plain;
          const others = {
            '.github/workflows/a.yml': WORKFLOW,
            '.github/actions/x/action.yml': COMPOSITE,
            'b/c/requirements.txt': 'a==1\n',
            'requirements.txt': 'a==1\n',
            'd/Dockerfile': 'FROM x:1\n',
          };
          let text = before;
          // What collides with another mend waits for the next run.
          for (let turn = 0; turn < 4; turn += 1) {
            const view = repositoryView(memoryRepository({ ...others, [PATH]: text }));
            const mends = updateRules.flatMap((rule) =>
              [...rule.judge(view)].flatMap((one) => (one.kind === 'found' && one.mend ? [one.mend] : [])),
            );
            const { files, refused } = mendFiles(view.repository, mends);
            expect(refused).toEqual([]);
            if (files.length === 0) break;
            text = Buffer.from(files[0]?.after ?? []).toString();
            expect(
              text
                .split('\n')
                .every((line) => line.endsWith('\r') || !crlf || line === text.split('\n').at(-1)),
            ).toBe(true);
          }
          const after = { ...others, [PATH]: text };
          const left = told(after);
          // The only entry there is stays, though it has nothing to do.
          expect(left.filter((one) => !/^Nothing of (?:cargo|docker) is in/.test(one))).toEqual([]);
          for (const comment of before.match(/# (?:about|where|the end)[^\r\n]*/g) ?? [])
            if (!/cargo/.test(comment) && !entries.includes('cargo') && !entries.includes('docker'))
              expect(text).toContain(comment);
        },
      ),
      { numRuns: 100 },
    );
  });
});
