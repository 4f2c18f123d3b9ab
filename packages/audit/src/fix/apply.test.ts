import { Buffer } from 'node:buffer';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type FilePort, systemFiles } from '@custody/host';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredAdvisory } from '../types.ts';
import { applyFixes } from './apply.ts';
import { planFixes } from './plan.ts';
import { type PreparedInput, prepareFixes } from './prepare.ts';
import { NO_INDEX } from '../index-data/index.ts';
import { benchOf, filesFor, flaw, inputOf, type Offer } from './testing/world.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'custody-fix-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const OFFER: Offer = { a: { '1.0': [], '1.2': [] }, b: { '1': [], '2': [] } };
const FLAWS = [flaw('CVE-1', 'a', '1.2'), flaw('CVE-2', 'b', '2')];
const HASHES = filesFor('a', '1.2')
  .map(({ hashes: [hash] }) => `--hash=sha256:${hash?.digest ?? ''}`)
  .sort()
  .join(' \\\n    ');
const TREE = {
  'requirements.txt': `# top\n-c sub/limits.txt\n-r sub/more.txt\na==1.0 \\\n    --hash=sha256:${'0'.repeat(64)}\n`,
  'sub/limits.txt': 'b==1  # keep\n',
  'sub/more.txt': `b==1 --hash=sha256:${'1'.repeat(64)}\n`,
};

const prepared = async (
  texts: Readonly<Record<string, string | Uint8Array>>,
  offer: Offer = OFFER,
  advisories: readonly StoredAdvisory[] = FLAWS,
  more: Parameters<typeof benchOf>[2] & { acceptUnproven?: boolean } = {},
): Promise<readonly PreparedInput[]> => {
  const input = await inputOf(texts);
  const bench = benchOf(offer, advisories, more);
  return prepareFixes(await planFixes([input], bench), [input], { ...bench, ...more });
};

const lay = (texts: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};

const locate = (path: string): string => join(root, path);

const tree = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(TREE).map((path) => [path, readFileSync(join(root, path), 'utf8')]));

const temporaries = (): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));

describe('fixes', () => {
  test('are written to every file that has a part in them, and done twice change nothing', async () => {
    lay(TREE);
    const all = await prepared(TREE);
    expect(tree()).toEqual(TREE);
    expect(await applyFixes(all, { locate })).toEqual(Object.keys(TREE).sort());
    const after = tree();
    expect(after['requirements.txt']).toBe(
      `# top\n-c sub/limits.txt\n-r sub/more.txt\na==1.2 \\\n    ${HASHES}\n`,
    );
    expect(after['sub/limits.txt']).toBe('b==2  # keep\n');
    expect(after['sub/more.txt']).toMatch(/^b==2 --hash=sha256:[0-9a-f]{64} --hash=sha256:[0-9a-f]{64}\n$/);
    const again = await prepared(after);
    expect(again).toMatchObject([{ kind: 'left', plan: { moves: [], blocked: [] } }]);
    expect(await applyFixes(again, { locate })).toEqual([]);
    expect(tree()).toEqual(after);
    expect(temporaries()).toEqual([]);
  });

  test('are shown as a diff of each file', async () => {
    const [one] = await prepared({ 'r.txt': 'x\na==1.0\n' });
    const diff = one?.kind === 'edits' ? Buffer.from(one.files[0]?.diff ?? '').toString() : '';
    expect(diff).toBe('--- a/r.txt\n+++ b/r.txt\n@@ -1,2 +1,2 @@\n x\n-a==1.0\n+a==1.2\n');
  });

  test('are not written where nobody can promise that they fit, unless one says so', async () => {
    const input = { 'r.txt': 'a==1.0\n' };
    expect(await prepared(input, {}, FLAWS, { index: NO_INDEX })).toMatchObject([
      { kind: 'refused', reasons: ['What a 1.2 needs is not known: no metadata of a 1.2 is at hand.'] },
    ]);
    expect(await prepared(input, {}, FLAWS, { index: NO_INDEX, acceptUnproven: true })).toMatchObject([
      { kind: 'edits' },
    ]);
    const hashed = { 'r.txt': `a==1.0 --hash=sha256:${'0'.repeat(64)}\n` };
    expect(await prepared(hashed, {}, FLAWS, { index: NO_INDEX, acceptUnproven: true })).toMatchObject([
      { kind: 'refused' },
    ]);
  });

  test('of an input are made whole or not at all', async () => {
    const half = { 'r.txt': `b==1\na==1.0 --hash=sha512:${'0'.repeat(128)}\n` };
    expect(await prepared(half)).toMatchObject([{ kind: 'refused' }]);
  });

  test('are left to the tool that wrote a lock', async () => {
    const lock =
      'version = 1\n[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "https://i.example/simple" }\n';
    expect(await prepared({ 'uv.lock': lock })).toMatchObject([
      { kind: 'left', plan: { way: { commands: ['uv lock --upgrade-package a==1.2'] } } },
    ]);
  });

  test('are refused where what would be written is not what was promised', async () => {
    const input = await inputOf({ 'r.txt': 'a==1.0\nb==1\n' });
    const bench = benchOf(OFFER, FLAWS);
    const plan = await planFixes([input], bench);
    const later = benchOf(OFFER, [...FLAWS, flaw('CVE-3', 'a', undefined, '1.2')]);
    expect(await prepareFixes(plan, [input], later)).toMatchObject([
      { kind: 'refused', reasons: ['a 1.2 has CVE-3: the plan is wrong.'] },
    ]);
  });
});

describe('writing', () => {
  test('is refused, whole, where a file is no longer what it was', async () => {
    lay(TREE);
    const all = await prepared(TREE);
    for (const more of ['# more\n', '']) {
      lay({ 'sub/more.txt': more });
      const before = tree();
      await expect(applyFixes(all, { locate })).rejects.toMatchObject({ code: 'changed' });
      expect(tree()).toEqual(before);
      expect(temporaries()).toEqual([]);
    }
  });

  test('follows a link that a person set, and leaves it one', async () => {
    lay({ 'real.txt': 'a==1.0\n' });
    symlinkSync('real.txt', join(root, 'r.txt'));
    await applyFixes(await prepared({ 'r.txt': 'a==1.0\n' }), { locate });
    expect(readFileSync(join(root, 'real.txt'), 'utf8')).toBe('a==1.2\n');
  });

  test('changes all files or none, whichever operation of the file system fails', async () => {
    const all = await prepared(TREE);
    const names = Object.keys(systemFiles) as (keyof FilePort)[];
    let wentThrough = false;
    for (let n = 0; !wentThrough; n += 1) {
      lay(TREE);
      let calls = 0;
      const failing = Object.fromEntries(
        names.map((name) => [
          name,
          (...given: readonly unknown[]) => {
            calls += 1;
            if (calls - 1 === n)
              throw Object.assign(new Error('EIO: made to fail'), { code: 'EIO', syscall: 'test' });
            return (systemFiles[name] as (...of: readonly unknown[]) => unknown)(...given);
          },
        ]),
      ) as unknown as FilePort;
      let failed = false;
      try {
        await applyFixes(all, { locate, files: failing });
      } catch {
        failed = true;
      }
      const after = tree();
      const changed = Object.keys(TREE).filter((path) => after[path] !== TREE[path as keyof typeof TREE]);
      expect([0, 3], `operation ${n}`).toContain(changed.length);
      if (failed) expect(changed, `operation ${n}`).toHaveLength(0);
      wentThrough = !failed && calls <= n;
    }
  });
});
