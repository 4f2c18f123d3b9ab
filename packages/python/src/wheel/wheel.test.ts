import { createHash } from 'node:crypto';
import {
  buildWheel,
  buildZip,
  DAMAGE_NAMES,
  DAMAGES,
  wheelFileName,
  type WheelOptions,
} from '@custody/testkit';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceOf } from '../testing/source.ts';
import { inspectWheel } from './inspect.ts';
import type { InspectWheelOptions, WheelInspection } from './types.ts';

const inspect = (
  wheel: Uint8Array,
  options?: InspectWheelOptions,
  name = wheelFileName(),
): Promise<WheelInspection> => inspectWheel(sourceOf(wheel), name, options);
const built = (options: WheelOptions, more?: InspectWheelOptions): Promise<WheelInspection> =>
  inspect(buildWheel(options), more, wheelFileName(options));
const NOTHING = { missing: [], extra: [], mismatched: [], unhashed: [], unverified: [] };

describe('inspectWheel', () => {
  test('reads a sound wheel once: contents, hashes and the files of the dist-info directory', async () => {
    const module = 'x = 1\n'.repeat(100);
    const wheel = await built({
      files: { 'tidewater/__init__.py': module, 'tidewater-1.0.0.data/scripts/tide': '#!python\n' },
      sboms: { 'a.cdx.json': '{}' },
      entryPoints: '[console_scripts]\ntide = tidewater:main\n',
    });
    expect(wheel.zip.problems).toEqual([]);
    expect(wheel.recordComparison).toEqual({ ...NOTHING, verified: wheel.entries.length - 1 });
    expect(wheel.distInfo).toBe('tidewater-1.0.0.dist-info');
    expect(wheel.dataDirectories).toEqual(['tidewater-1.0.0.data']);
    expect(wheel.metadata?.parsed).toMatchObject({ metadata: { name: 'tidewater' }, problems: [] });
    expect(wheel.wheelFile?.parsed).toMatchObject({ rootIsPurelib: true, problems: [] });
    expect(wheel.record?.parsed.problems).toEqual([]);
    expect(wheel.entryPoints?.parsed.entryPoints).toHaveLength(1);
    expect(wheel.licenseFiles.map((one) => one.entry.name)).toEqual([
      'tidewater-1.0.0.dist-info/licenses/LICENSE',
    ]);
    expect(wheel.missingLicenseFiles).toEqual([]);
    expect(wheel.sboms.map((one) => Buffer.from(one.content ?? []).toString())).toEqual(['{}']);
    expect(wheel.notKept).toEqual([]);
    const [first] = wheel.entries;
    expect(first).toMatchObject({
      sha256: createHash('sha256').update(module).digest('hex'),
      size: module.length,
      head: Buffer.from(module.slice(0, 64)),
      problems: [],
    });
    expect(first?.content).toBeUndefined();
  });

  test('tells of every damage that the test kit does, but those that a rule must see', async () => {
    const sound = buildWheel();
    const silent: string[] = [];
    for (const name of DAMAGE_NAMES) {
      const wheel = await inspect(DAMAGES[name](sound));
      const problems = [
        ...wheel.zip.problems,
        ...wheel.entries.flatMap((entry) => entry.problems),
        ...(wheel.metadata?.parsed.problems ?? []),
        ...(wheel.wheelFile?.parsed.problems ?? []),
        ...(wheel.record?.parsed.problems ?? []),
        ...(wheel.entryPoints?.parsed.problems ?? []),
      ];
      const { verified, ...comparison } = wheel.recordComparison ?? { verified: 0, absent: [''] };
      const told = problems.length + Object.values(comparison).flat().length;
      expect(verified).toBeLessThanOrEqual(wheel.entries.length);
      if (told === 0) silent.push(name);
    }
    expect(silent.filter((name) => !FOR_RULES.includes(name))).toEqual([]);
  });

  test('sees one changed bit that nothing checks when a wheel is installed', async () => {
    const wheel = await inspect(DAMAGES['changed-byte-in-module'](buildWheel()));
    expect(wheel.zip.problems).toEqual([]);
    expect(wheel.recordComparison?.mismatched).toMatchObject([
      { path: 'tidewater/__init__.py', line: 1, what: 'hash' },
    ]);
    const [{ expected, actual } = { expected: '', actual: '' }] = wheel.recordComparison?.mismatched ?? [];
    expect([expected, actual].every((text) => /^sha256=[\w-]{43}$/.test(text)) && expected !== actual).toBe(
      true,
    );
  });

  test.each(['sha512', 'sha3_256', 'blake2b', 'md5'])('holds %s against the bytes too', async (algorithm) => {
    const node = { sha3_256: 'sha3-256', blake2b: 'blake2b512' }[algorithm] ?? algorithm;
    const options = (text: string): WheelOptions => ({
      files: { 'a.py': 'a' },
      record: (rows) =>
        rows.map((row) =>
          row.path === 'a.py'
            ? { ...row, hash: `${algorithm}=${createHash(node).update(text).digest('base64url')}` }
            : row,
        ),
    });
    const right = await built(options('a'));
    expect(right.recordComparison).toMatchObject({ ...NOTHING, verified: right.entries.length - 1 });
    expect(right.entries[0]?.digests.get(algorithm)).toBe(createHash(node).update('a').digest('hex'));
    const wrong = await built(options('b'));
    expect(wrong.recordComparison?.mismatched).toMatchObject([{ path: 'a.py', what: 'hash' }]);
  });

  test('never takes what it cannot compute for right', async () => {
    const wheel = await built({
      files: { 'a.py': 'a' },
      record: (rows) => rows.map((row) => (row.path === 'a.py' ? { ...row, hash: 'shake_128=AAAA' } : row)),
    });
    expect(wheel.recordComparison).toMatchObject({
      unhashed: [{ path: 'a.py', line: 1 }],
      verified: wheel.entries.length - 2,
    });
    const broken = await inspect(DAMAGES['flipped-bit-in-compressed-data'](buildWheel()));
    expect(broken.recordComparison?.unverified.length).toBe(1);
  });

  test('reads nothing but the dist-info directory where hashes are not wanted', async () => {
    const wheel = await built({}, { verifyRecord: false });
    expect(wheel.entries.every((one) => one.entry.name.startsWith('tidewater-1.0.0.dist-info/'))).toBe(true);
    expect(wheel.metadata?.parsed.metadata.name).toBe('tidewater');
    expect(wheel.recordComparison).toMatchObject({
      missing: [],
      extra: [],
      unverified: [{ path: 'tidewater/__init__.py' }],
    });
  });

  test('shows each content to a scan, whole and in order, and keeps what is asked for', async () => {
    const big = Buffer.alloc(5 * 1024 * 1024, 'abcdefghijk');
    const seen = new Map<string, { head: Uint8Array; hash: ReturnType<typeof createHash> }>();
    const progress: number[] = [];
    const files = { 'big.bin': big, 'small.py': 'x', 'empty.py': '' };
    const wheel = await built(
      { files },
      {
        scan: ({ name }, head) => {
          const hash = createHash('sha256');
          seen.set(name, { head: Buffer.from(head), hash });
          return (chunk) => void hash.update(chunk);
        },
        keep: ({ name }) => name === 'small.py',
        progress: (bytes) => progress.push(bytes),
      },
    );
    for (const one of wheel.entries) {
      expect(seen.get(one.entry.name)?.hash.digest('hex')).toBe(one.sha256);
      expect(seen.get(one.entry.name)?.head).toEqual(one.head);
    }
    expect(wheel.entries[0]?.head).toEqual(big.subarray(0, 64));
    expect(wheel.entries.find((one) => one.entry.name === 'small.py')?.content).toEqual(Buffer.from('x'));
    expect(progress.at(-1)).toBe(wheel.entries.reduce((sum, one) => sum + one.size, 0));
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  test('keeps no more than it may, and says what it did not keep', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`f${i}`, Buffer.alloc(15 * 1024 * 1024, i)]),
    );
    const wheel = await built(
      { files: { huge: Buffer.alloc(17 * 1024 * 1024), ...files } },
      { keep: () => true },
    );
    expect(wheel.notKept).toEqual(['huge', 'f4', 'f5']);
    expect(wheel.recordComparison?.verified).toBe(wheel.entries.length - 1);
  });

  test('lists a directory nowhere, and wants no row for it', async () => {
    const wheel = await built({ files: { 'a/': '', 'a/b.py': '' } });
    expect(wheel.recordComparison).toMatchObject(NOTHING);
    expect(wheel.entries.map((one) => one.entry.name)).not.toContain('a/');
  });

  test('wants no row for a signature of RECORD', async () => {
    const wheel = await built({
      distInfo: { 'RECORD.jws': '{}' },
      record: (rows) => rows.filter((row) => !row.path.endsWith('.jws')),
    });
    expect(wheel.recordComparison).toMatchObject(NOTHING);
  });

  test('takes the directory of the same release however it is spelt, and none where there is a choice', async () => {
    expect((await built({ name: 'Tide.Water', distInfoName: 'Tide.Water-1.0.0.dist-info' })).distInfo).toBe(
      'Tide.Water-1.0.0.dist-info',
    );
    const beside = { files: { 'other-2.dist-info/METADATA': '' }, distInfoName: 'TideWater-1.0.dist-info' };
    expect((await built(beside)).distInfo).toBe('TideWater-1.0.dist-info');
    const other = buildZip({
      entries: [{ name: 'a-1.dist-info/METADATA' }, { name: 'b-1.dist-info/METADATA' }],
    });
    const wheel = await inspect(other);
    expect(wheel.distInfo).toBeUndefined();
    expect(wheel.distInfoCandidates).toEqual(['a-1.dist-info', 'b-1.dist-info']);
    expect((await inspect(buildWheel(), {}, 'no wheel')).distInfo).toBe('tidewater-1.0.0.dist-info');
  });

  test('says which license files are missing', async () => {
    const wheel = await built({ headers: ['License-File: AUTHORS'] });
    expect(wheel.missingLicenseFiles).toEqual(['AUTHORS']);
  });

  test('ends when it is no longer wanted, with the reason given', async () => {
    const controller = new AbortController();
    const files = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`f${i}.py`, `${i}`]));
    const running = built({ files }, { signal: controller.signal });
    setImmediate(() => controller.abort());
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(built({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('does not inflate the same bytes again and again', async () => {
    const data = Buffer.alloc(1_000_000, 1);
    const entries = Array.from({ length: 200 }, (_, i) => ({
      name: `f${i}`,
      content: i === 0 ? data : '',
      method: 0,
    }));
    const zip = buildZip({
      entries: entries.map((entry, i) =>
        i === 0
          ? entry
          : { ...entry, central: { headerOffset: 0, size: data.length, compressedSize: data.length } },
      ),
    });
    let read = 0;
    await inspect(zip, { progress: (bytes) => (read = bytes) });
    expect(read).toBeLessThanOrEqual(zip.length);
  });

  test('never throws for a wheel that is cut off or has a byte changed', { timeout: 30_000 }, async () => {
    const wheel = buildWheel({ sboms: { 'a.json': '{}' } });
    for (let length = 0; length < wheel.length; length += 7) await inspect(wheel.slice(0, length));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: wheel.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const changed = Uint8Array.from(wheel);
          changed[at] = (changed[at] ?? 0) ^ mask;
          await inspect(changed);
        },
      ),
      { numRuns: 400 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (data) => void (await inspect(data))),
    );
  });
});

/** Damages that only a rule can see that knows more than one part of the wheel. */
const FOR_RULES: readonly string[] = [
  'metadata-missing',
  'metadata-name-of-another',
  'metadata-version-of-another',
  'wheel-file-missing',
  'wheel-tags-of-another',
  'second-dist-info',
  'installer-file',
  'sbom-not-json',
  'startup-file',
];
