import { expect, test } from 'vitest';
import { memoryRepository } from '../repository/memory.ts';
import { sourceFile } from '../repository/source.ts';
import { repositoryView } from '../repository/view.ts';
import { ignoredInline, inlineIgnores } from './inline.ts';
import { judgeRepository } from './judge.ts';
import { pinRules } from './pin/index.ts';

const read = (text: string) => inlineIgnores(sourceFile('x.yml', Buffer.from(text)));

test('an ignore speaks of its line, or of the next where it stands alone', () => {
  expect(
    read('a: b # custody: ignore[pin/x] because\n# custody: ignore[pin/y, workflow/*] - so\nc: d\n'),
  ).toMatchObject([
    { line: 1, rules: ['pin/x'], reason: 'because' },
    { line: 3, rules: ['pin/y', 'workflow/*'], reason: 'so' },
  ]);
});

test('an ignore without a reason is told as one, and speaks of nothing', () => {
  const [one] = read('a: b # custody: ignore[pin/x]\n');
  expect(one).toMatchObject({ line: 1 });
  expect(one?.reason).toBeUndefined();
});

test('what is no such comment is none', () => {
  expect(
    read('a: "x#custody: ignore[pin/x] y"\n# custody: ignore pin/x\n# custody: ignore[PIN] x\n'),
  ).toEqual([]);
});

test('an ignore is found for the findings of its line and rule only', () => {
  const text =
    'jobs:\n  a:\n    steps:\n      - uses: a/b@v1 # custody: ignore[pin/unpinned-action] ours\n      - uses: a/b@v1\n      - uses: a/b@v1 # custody: ignore[pin/unpinned-action]\n';
  const path = '.github/workflows/x.yml';
  const { findings } = judgeRepository(pinRules, repositoryView(memoryRepository({ [path]: text })), 'sub');
  const ignores = inlineIgnores(sourceFile(path, Buffer.from(text)));
  const unpinned = findings.filter(({ rule }) => rule.id === 'pin/unpinned-action');
  expect(unpinned.map((one) => ignoredInline(one, ignores)?.reason)).toEqual(['ours', undefined, undefined]);
  expect(unpinned[0]?.locations[0]).toEqual({
    file: `sub/${path}`,
    position: { kind: 'text', line: 4, column: 15 },
  });
});
