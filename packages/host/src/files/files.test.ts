import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSource } from './source.ts';
import { writeAtomically } from './write.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'custody-host-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('a file is replaced by a copy of its beginning and new bytes, with its mode kept', async () => {
  const path = join(directory, 'a.whl');
  writeFileSync(path, 'beginning|end', { mode: 0o640 });
  const source = openSource(path);
  await writeAtomically(
    path,
    (sink) => {
      sink.copyFileThenTruncate(path, 10);
      sink.copyRange(source, 0, 5);
      sink.write(Buffer.from('!'));
      expect(sink.position()).toBe(16);
    },
    { beforeCommit: source.assertUnchanged },
  );
  source.close();
  expect(readFileSync(path, 'utf8')).toBe('beginning|begin!');
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(readdirSync(directory)).toEqual(['a.whl']);
});
