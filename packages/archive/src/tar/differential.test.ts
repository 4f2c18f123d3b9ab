import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { extract, pack } from 'tar-stream';
import { afterAll, describe, expect, test } from 'vitest';
import { seeTar } from './testing/raw.ts';
import { type TarInput, writeTar } from './write/write.ts';

type Plain = { name: string; kind: string; size: number; mtime: number; link: string; content: string };

const folder = mkdtempSync(join(tmpdir(), 'custody-tar-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasPython = spawnSync('python3', ['-c', 'import tarfile']).status === 0;
if (!hasPython) process.stderr.write('skipped: python3 is not here to compare tar readers with\n');

const seed = 20_260_101;
const segment = fc
  .string({
    unit: fc.constantFrom('a', 'B', '0', '-', '_', 'é', '漢', '😀', '.x'),
    minLength: 1,
    maxLength: 90,
  })
  .map((text) => `n${text}`);
const name = fc
  .array(segment, { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join('/').slice(0, 1500).toWellFormed());
const common = { name, mtime: fc.nat({ max: 2 ** 31 }) };
const inputs = fc.array(
  fc.oneof(
    fc.record({ ...common, kind: fc.constant('file' as const), content: fc.uint8Array({ maxLength: 1500 }) }),
    fc.record({ ...common, kind: fc.constant('directory' as const) }),
    fc.record({ ...common, kind: fc.constantFrom('symlink' as const, 'hardlink' as const), linkName: name }),
  ),
  { maxLength: 6 },
);
const samples: readonly (readonly TarInput[])[] = fc
  .sample(inputs, { numRuns: 120, seed })
  .map((list) => list.map((one) => ({ ...one, name: one.name.replace(/\/$/, '') })));

const plainOf = async (bytes: Uint8Array): Promise<readonly Plain[]> => {
  const { reading, contents } = await seeTar(bytes);
  expect(reading.readable).toBe(true);
  return reading.entries.map(({ name: n, kind, size, mtime, linkName }, index) => ({
    name: n,
    kind,
    size,
    mtime,
    link: linkName ?? '',
    content: Buffer.from(contents[index] ?? '', 'latin1').toString('hex'),
  }));
};

/** What Python's tarfile sees in each archive of the folder, in order. */
const READ = `
import json, sys, tarfile
out = []
for path in sys.argv[1:]:
    with tarfile.open(path) as t:
        out.append([{"name": m.name, "kind": {b"0": "file", b"\\0": "file", b"1": "hardlink", b"2": "symlink", b"5": "directory"}.get(m.type, "other"),
            "size": m.size, "mtime": m.mtime, "link": m.linkname, "content": t.extractfile(m).read().hex() if m.isreg() else ""} for m in t])
json.dump(out, sys.stdout)
`;

/** Archives that Python writes in each of its formats, as hex, with what was put in. */
const WRITE = `
import io, json, random, sys, tarfile
r = random.Random(7)
out = []
for n in range(90):
    f = [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT][n % 3]
    b = io.BytesIO()
    put = []
    with tarfile.open(fileobj=b, mode="w", format=f) as t:
        for i in range(r.randrange(6)):
            name = "/".join("".join(r.choice("abcXYZ-_0") for _ in range(r.randrange(1, 95))) for _ in range(r.randrange(1, 3 if f == 0 else 9)))
            if f: name += r.choice(["", "", "é", "漢字", "😀" * 40])
            m = tarfile.TarInfo(name)
            m.type = r.choice([tarfile.REGTYPE, tarfile.REGTYPE, tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE])
            m.mtime = r.randrange(2**31) if f != 2 else r.choice([0, 1.5, 2**31 + 0.25, 2**34])
            m.uid = r.choice([0, 1000, 2097151] + ([2**21, 2**31] if f else []))
            data = b""
            if m.type in (tarfile.SYMTYPE, tarfile.LNKTYPE): m.linkname = "l" * r.randrange(1, 100 if f == 0 else 300)
            elif m.isreg(): data = r.randbytes(r.choice([0, 1, 511, 512, 513, 3000]))
            m.size = len(data)
            t.addfile(m, io.BytesIO(data))
            put.append({"name": name, "kind": {b"0": "file", b"1": "hardlink", b"2": "symlink", b"5": "directory"}[m.type],
                "size": m.size, "mtime": m.mtime, "link": m.linkname, "content": data.hex()})
    out.append({"hex": b.getvalue().hex(), "put": put})
json.dump(out, sys.stdout)
`;

const python = (script: string, ...rest: string[]): unknown => {
  const run = spawnSync('python3', ['-c', script, ...rest], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
};

/** These say what is wrong with a name or link, not that readers disagree. */
const ABOUT_NAMES = new Set([
  'unsafe-name',
  'name-collision',
  'duplicate-name',
  'link-outside',
  'hardlink-missing',
]);

describe('other tar implementations', () => {
  test.skipIf(!hasPython)("Python's tarfile reads what is written here as it is read here", async () => {
    const paths = samples.map((list, index) => {
      const path = join(folder, `${index}.tar`);
      writeFileSync(path, writeTar(list));
      return path;
    });
    const seen = python(READ, ...paths) as Plain[][];
    for (const [index, list] of samples.entries()) expect(await plainOf(writeTar(list))).toEqual(seen[index]);
  });

  test.skipIf(!hasPython)(
    'what Python writes in ustar, GNU and pax form is read as it was put in',
    async () => {
      const archives = python(WRITE) as { hex: string; put: Plain[] }[];
      for (const { hex, put } of archives) {
        const bytes = Buffer.from(hex, 'hex');
        expect(await plainOf(bytes)).toEqual(put);
        const { reading } = await seeTar(bytes);
        expect(reading.problems.filter(({ code }) => !ABOUT_NAMES.has(code))).toEqual([]);
      }
    },
  );

  test('tar-stream reads what is written here as it is read here', async () => {
    for (const list of samples) {
      const bytes = writeTar(list);
      const seen: Plain[] = [];
      const reader = extract();
      reader.end(Buffer.from(bytes));
      for await (const entry of reader) {
        const parts: Buffer[] = [];
        for await (const part of entry) parts.push(part as Buffer);
        const { name: n, type, size, mtime, linkname } = entry.header;
        seen.push({
          name: type === 'directory' ? n.replace(/\/$/, '') : n,
          kind: type === 'link' ? 'hardlink' : (type ?? ''),
          size: size ?? 0,
          mtime: Number(mtime) / 1000,
          link: linkname ?? '',
          content: Buffer.concat(parts).toString('hex'),
        });
      }
      expect(await plainOf(bytes)).toEqual(seen);
    }
  });

  test('what tar-stream writes is read as it was put in', async () => {
    for (const list of samples) {
      const writer = pack();
      const put: Plain[] = [];
      for (const one of list) {
        const content = one.kind === 'file' ? Buffer.from(one.content) : Buffer.alloc(0);
        const link = 'linkName' in one ? one.linkName : '';
        const type = one.kind === 'hardlink' ? 'link' : one.kind;
        writer.entry(
          {
            name: one.name,
            type,
            mtime: new Date(one.mtime * 1000),
            size: content.length,
            ...(link === '' ? {} : { linkname: link }),
          },
          content,
        );
        put.push({
          name: one.name,
          kind: one.kind,
          size: content.length,
          mtime: one.mtime,
          link,
          content: content.toString('hex'),
        });
      }
      writer.finalize();
      const parts: Buffer[] = [];
      for await (const part of writer) parts.push(part as Buffer);
      const bytes = Buffer.concat(parts);
      expect(await plainOf(bytes)).toEqual(put);
      const { reading } = await seeTar(bytes);
      expect(reading.problems.filter(({ code }) => !ABOUT_NAMES.has(code))).toEqual([]);
    }
  });
});
