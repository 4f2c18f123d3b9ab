import { expect, test } from 'vitest';
import { memoryRepository } from '../repository/memory.ts';
import type { Mend } from '../rules/rule.ts';
import { marked } from '../testing/marked.ts';
import { mendFiles } from './mend.ts';

/** What becomes of a file when what is marked is replaced: the file, or why it is left alone. */
const mended = (path: string, text: string, by: string): string => {
  const clean = marked(text);
  const splices = clean.ranges.map((range) => ({ range, text: by }));
  const mend: Mend = { title: 'x', safety: 'safe', edits: [{ path, splices }] };
  const { files, refused } = mendFiles(memoryRepository({ [path]: clean.text }), [mend]);
  return refused[0]?.reason ?? Buffer.from(files[0]?.after ?? []).toString();
};

test.each([
  ['a.toml', 'a = "«x»" # c\n[b]\nc = [1, 2]\n', 'y', 'a = "y" # c\n[b]\nc = [1, 2]\n'],
  ['a.toml', '[b]\n«»c = 1\n', 'd = 2\ne = 3\n', '[b]\nd = 2\ne = 3\nc = 1\n'],
  [
    'a.toml',
    'a = "«x»"\n',
    'y"',
    'the file could not be read any more after the change; it was left as it is',
  ],
  ['a.toml', 'a = 1\n«»b = 2\n', '[t]\n', 'the change would also have taken "b" away; it was left as it is'],
  [
    'a.toml',
    'a = «1»\n',
    '2, b',
    'the file could not be read any more after the change; it was left as it is',
  ],
  [
    'Pipfile',
    't = { a = "«x»" }\n',
    'y", b = "z',
    'the change would have changed more than it says; it was left as it is',
  ],
  ['r.txt', 'a==1«» # c\nb\n', ' --hash=sha256:0', 'a==1 --hash=sha256:0 # c\nb\n'],
  ['r.txt', '-i «http»://h\nb\n', 'https', '-i https://h\nb\n'],
  [
    'r.txt',
    'a==1«»\nb==2\n',
    ' \\',
    'the change would also have changed other entries; it was left as it is',
  ],
])('%s: %j with %j', (path, text, by, expected) => {
  expect(mended(path, text, by)).toBe(expected);
});
