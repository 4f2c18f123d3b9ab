import { execFileSync } from 'node:child_process';
import { Buffer } from 'node:buffer';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from './diff.ts';
import { applySplices } from './splice.ts';

test('a diff shows the lines that change, with three around them', () => {
  const before = Buffer.from('1\n2\n3\n4\n5==1\n6\n7\n8\n9\n');
  const splices = [{ start: 11, end: 12, bytes: Buffer.from('2') }];
  expect(Buffer.from(unifiedDiff('r.txt', before, splices)).toString()).toBe(
    '--- a/r.txt\n+++ b/r.txt\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5==1\n+5==2\n 6\n 7\n 8\n',
  );
  expect(unifiedDiff('r.txt', before, [])).toHaveLength(0);
  const last = unifiedDiff('f', Buffer.from('a\na'), [{ start: 2, end: 3, bytes: new Uint8Array() }]);
  expect(Buffer.from(last).toString()).toContain('@@ -1,2 +1 @@\n a\n-a\n\\ No newline at end of file\n');
});

test('a file that is new is told as one', () => {
  const splices = [{ start: 0, end: 0, bytes: Buffer.from('a\nb\n') }];
  expect(Buffer.from(unifiedDiff('n/f', undefined, splices)).toString()).toBe(
    '--- /dev/null\n+++ b/n/f\n@@ -0,0 +1,2 @@\n+a\n+b\n',
  );
});

test('lines that are alike do not join changes that lie apart', () => {
  const same = 'x\n'.repeat(20);
  const before = Buffer.from(`a\n${same}a\n`);
  const splices = [0, before.length - 2].map((start) => ({ start, end: start + 1, bytes: Buffer.from('b') }));
  expect(
    Buffer.from(unifiedDiff('f', before, splices))
      .toString()
      .match(/^@@/gm),
  ).toHaveLength(2);
});

test.each([
  [
    'overlap',
    [
      [0, 2],
      [1, 3],
    ],
  ],
  [
    'are out of order',
    [
      [2, 3],
      [0, 1],
    ],
  ],
  ['lie beyond the end', [[0, 9]]],
] as const)('splices that %s are refused', (_, places) => {
  const splices = places.map(([start, end]) => ({ start, end, bytes: new Uint8Array() }));
  expect(() => applySplices(Buffer.from('abc'), splices)).toThrow(RangeError);
});

test('a diff is what git apply makes the same file of', () => {
  const root = mkdtempSync(join(tmpdir(), 'custody-diff-'));
  try {
    const line = fc.constantFrom('a', 'b==1.0', '', 'c\r', '\u20ac');
    const text = fc.tuple(fc.array(line, { minLength: 1, maxLength: 30 }), fc.constantFrom('', '\n'));
    fc.assert(
      fc.property(
        text,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.constantFrom('x', 'x\ny', '', '\n', 'z\n'))),
        ([lines, end], cuts) => {
          const before = Buffer.from(lines.join('\n') + end);
          let at = 0;
          const splices = cuts.flatMap(([skip, length, by]) => {
            const start = at + (before.length === 0 ? 0 : skip % (before.length + 1));
            const stop = Math.min(before.length, start + length);
            if (start > before.length || start < at) return [];
            at = stop + 1;
            return [{ start, end: Math.max(start, stop), bytes: Buffer.from(by) }];
          });
          const after = Buffer.from(applySplices(before, splices));
          const diff = unifiedDiff('f', before, splices);
          if (before.length === 0 || after.length === 0) return;
          writeFileSync(join(root, 'f'), before);
          if (diff.length > 0) {
            writeFileSync(join(root, 'd'), diff);
            execFileSync('git', ['apply', '--unidiff-zero', '--whitespace=nowarn', 'd'], {
              cwd: root,
              stdio: 'pipe',
            });
          }
          expect(readFileSync(join(root, 'f')).equals(after)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  } finally {
    rmSync(root, { recursive: true });
  }
});
