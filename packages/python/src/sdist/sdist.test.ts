import { createHash } from 'node:crypto';
import { buildSdist, buildZip, sdistFileName, type SdistOptions } from '@custody/testkit';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceOf } from '../testing/source.ts';
import { inspectSdist } from './inspect.ts';
import type { InspectSdistOptions, SdistInspection } from './types.ts';

const inspect = (
  sdist: Uint8Array,
  options?: InspectSdistOptions,
  name = sdistFileName(),
): Promise<SdistInspection> => inspectSdist(sourceOf(sdist), name, options);
const built = (options: SdistOptions, more?: InspectSdistOptions): Promise<SdistInspection> =>
  inspect(buildSdist(options), more);
const names = (sdist: SdistInspection): readonly string[] => sdist.files.map((file) => file.name);

describe('inspectSdist', () => {
  test('reads a sound sdist: hashes, PKG-INFO, pyproject.toml and license files', async () => {
    const text = 'x = 1\n'.repeat(50_000);
    const sdist = await built({ files: { 'tidewater/__init__.py': text, 'tidewater/empty.py': '' } });
    expect(sdist.archive.reading.problems).toEqual([]);
    expect(sdist.filename).toMatchObject({ kind: 'ok', name: 'tidewater', irregular: [] });
    expect(sdist.topDirectory).toBe('tidewater-1.0.0');
    expect(sdist.pkgInfo?.parsed).toMatchObject({ metadata: { name: 'tidewater' }, problems: [] });
    expect(sdist.pyproject?.parsed).toMatchObject({ project: { name: 'tidewater' }, problems: [] });
    expect(sdist.licenseFiles.map((file) => file.name)).toEqual(['tidewater-1.0.0/LICENSE']);
    expect(sdist.missingLicenseFiles).toEqual([]);
    expect(sdist.files[0]).toMatchObject({
      sha256: createHash('sha256').update(text).digest('hex'),
      size: text.length,
      complete: true,
      head: Buffer.from(text.slice(0, 64)),
    });
    expect(sdist.files[1]).toMatchObject({
      sha256: createHash('sha256').digest('hex'),
      size: 0,
      complete: true,
    });
  });

  test('reads a zip as older tools made it', async () => {
    const zip = buildZip({
      entries: [
        { name: 'a-1/PKG-INFO', content: 'Metadata-Version: 2.1\nName: a\nVersion: 1\n' },
        { name: 'a-1/a.py', content: 'a = 1\n' },
      ],
    });
    const sdist = await inspect(zip, {}, 'a-1.zip');
    expect(sdist.archive.kind).toBe('zip');
    expect(sdist.pkgInfo?.parsed.metadata).toMatchObject({ name: 'a', version: '1' });
    expect(sdist.files[1]).toMatchObject({
      sha256: createHash('sha256').update('a = 1\n').digest('hex'),
      complete: true,
    });
    expect(sdist.filename).toMatchObject({ irregular: [{ code: 'legacy-zip' }] });
    const broken = Buffer.from(zip);
    broken.writeUInt8(broken.readUInt8(50) ^ 0xff, 50);
    expect((await inspect(broken, {}, 'a-1.zip')).contentProblems.map(({ code }) => code)).toEqual([
      'content-mismatch',
    ]);
  });

  test('chooses no top directory where there are two, or a file beside it', async () => {
    const two = await built({
      tar: (spec) => ({ ...spec, entries: [...spec.entries, { name: 'other/x', content: '' }] }),
    });
    expect(two.topDirectories).toEqual(['other', 'tidewater-1.0.0']);
    expect(two.topDirectory).toBeUndefined();
    const beside = await built({
      tar: (spec) => ({ ...spec, entries: [...spec.entries, { name: 'setup.py', content: '' }] }),
    });
    expect(beside.topDirectory).toBeUndefined();
    expect(beside.pkgInfo).toBeUndefined();
  });

  test('reads PKG-INFO of the top directory only, the later of two', async () => {
    const sdist = await built({ files: { 'tidewater.egg-info/PKG-INFO': 'Name: other\n' } });
    expect(sdist.pkgInfo?.path).toBe('tidewater-1.0.0/PKG-INFO');
    const twice = await built({ files: { 'PKG-INFO': 'Name: first\n' } });
    expect(twice.pkgInfo?.parsed.metadata.name).toBe('tidewater');
  });

  test('says which license files are missing', async () => {
    expect((await built({ headers: ['License-File: AUTHORS'] })).missingLicenseFiles).toEqual(['AUTHORS']);
  });

  test('shows each content to a scan, keeps what is asked for, and tells progress', async () => {
    const big = Buffer.alloc(3_000_000, 'abcdefg');
    const seen = new Map<string, ReturnType<typeof createHash>>();
    let last = 0;
    const sdist = await built(
      { files: { 'big.bin': big, 'a.py': 'a' } },
      {
        scan: (name, head) => {
          const hash = createHash('sha256');
          seen.set(name, hash);
          expect(head.length).toBe(name.endsWith('big.bin') ? 64 : head.length);
          return (chunk) => void hash.update(chunk);
        },
        keep: (name) => name.endsWith('a.py'),
        progress: (bytes) => (last = bytes),
      },
    );
    for (const file of sdist.files) expect(seen.get(file.name)?.digest('hex')).toBe(file.sha256);
    expect(sdist.files.find((file) => file.name.endsWith('/a.py'))?.content).toEqual(Buffer.from('a'));
    expect(last).toBe(sdist.files.reduce((sum, file) => sum + file.size, 0));
  });

  test('says of a file that was cut off that it is not complete', async () => {
    const noise = Buffer.from(Array.from({ length: 60_000 }, (_, i) => (i * 7919) % 251));
    const sdist = buildSdist({
      files: { 'noise.bin': createHash('sha512').update(noise).digest(), 'b.bin': noise },
    });
    const cut = await inspect(sdist.slice(0, Math.floor(sdist.length / 3)));
    expect(cut.archive.reading.readable).toBe(false);
    expect(names(cut).length).toBeGreaterThan(0);
    expect(cut.files.at(-1)).toMatchObject({ complete: false });
    expect(cut.files.at(-1)?.content).toBeUndefined();
  });

  test('ends when it is no longer wanted', async () => {
    await expect(built({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    const controller = new AbortController();
    const running = built(
      { files: { big: Buffer.alloc(40_000_000, 'x') } },
      { signal: controller.signal, progress: () => controller.abort() },
    );
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('never throws for what is cut off, changed or no archive at all', async () => {
    const sdist = buildSdist();
    for (let length = 0; length < sdist.length; length += 13) await inspect(sdist.slice(0, length));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: sdist.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const changed = Uint8Array.from(sdist);
          changed[at] = (changed[at] ?? 0) ^ mask;
          await inspect(changed);
        },
      ),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (data) => void (await inspect(data, {}, 'a-1.zip'))),
    );
  });
});
