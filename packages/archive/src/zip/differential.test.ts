import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { readEntry } from './content/read.ts';
import { readZip } from './read.ts';
import { buildZip, extraField, sourceOf, u64s } from './testing/build.ts';
import { mutate } from './testing/mutate.ts';
import { PYTHON_ABSENT, python } from './testing/python.ts';
import { planRewrite, planZip } from './write/plan.ts';
import { rewriteZip } from './write/rewrite.ts';

type Listed = {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
  readonly external: number;
  /** Hexadecimal. */
  readonly content: string;
};

/** Writes archives in the ways that Python's zipfile has. */
const WRITE = `
import io, json, random, sys, zipfile
random.seed(json.load(sys.stdin))
result = []
for number in range(60):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', allowZip64=True) as archive:
        for index in range(random.randrange(6)):
            name = random.choice(['a', 'ü', 'dir/', 'p/q.py', '日本']) if index == 0 else 'f%d' % index
            info = zipfile.ZipInfo(name, (1980 + random.randrange(100), 1 + random.randrange(12), 1, 2, 3, 4))
            info.compress_type = random.choice([0, 8])
            info.create_system = random.choice([0, 3])
            info.external_attr = random.choice([0o100644, 0o100755, 0]) << 16
            if name.endswith('/'):
                info.external_attr = 0o40755 << 16 | 0x10
                archive.writestr(info, b'')
                continue
            with archive.open(info, 'w', force_zip64=random.random() < .3) as entry:
                entry.write((random.randbytes(50) * 1400)[:random.choice([0, 1, 500, 70000])])
    result.append(out.getvalue().hex())
json.dump(result, sys.stdout)
`;

/** Lists archives as Python's zipfile reads them: null where it refuses, or where an entry cannot be read. */
const READ = `
import io, json, sys, zipfile
def listed(data):
    try:
        with zipfile.ZipFile(io.BytesIO(bytes.fromhex(data))) as archive:
            return [dict(name=i.orig_filename, size=i.file_size, crc=i.CRC, method=i.compress_type,
                         external=i.external_attr, content=archive.read(i).hex()) for i in archive.infolist()]
    except Exception:
        return None
json.dump([listed(data) for data in json.load(sys.stdin)], sys.stdout)
`;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Our listing, or the codes of what is wrong. */
const ours = async (bytes: Uint8Array): Promise<readonly Listed[] | readonly string[]> => {
  const source = sourceOf(bytes);
  const reading = readZip(source);
  const codes: string[] = reading.problems.map((problem) => problem.code);
  const listed: Listed[] = [];
  for (const entry of reading.entries) {
    const { content, problems } = await readEntry(source, entry, 1e7);
    codes.push(...problems.map((problem) => problem.code));
    listed.push({
      name: entry.name,
      size: entry.size,
      crc: entry.crc32,
      method: entry.method,
      external: entry.externalAttributes,
      content: hex(content ?? Buffer.alloc(0)),
    });
  }
  return codes.length > 0 ? codes : listed;
};

const yauzlListing = (bytes: Uint8Array): Promise<readonly { name: string; size: number; crc: number }[]> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: false }, (error, archive) => {
      if (error !== null) return reject(error);
      const found: { name: string; size: number; crc: number }[] = [];
      archive.on('entry', ({ fileName, uncompressedSize, crc32 }) =>
        found.push({ name: fileName, size: uncompressedSize, crc: crc32 }),
      );
      archive.on('end', () => resolve(found));
      archive.on('error', reject);
    });
  });

const carryOut = async (bytes: Uint8Array, plan: ReturnType<typeof planZip>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  await rewriteZip(sourceOf(bytes), plan, (chunk) => void chunks.push(Buffer.from(chunk)));
  return Buffer.concat(chunks);
};

describe("Python's zipfile", () => {
  test('and we read what it wrote alike, and what we make of it', async ({ skip }) => {
    if (PYTHON_ABSENT !== undefined) skip(PYTHON_ABSENT);
    const archives = (python(WRITE, 2026) as string[]).map((data) => Buffer.from(data, 'hex'));
    const listings = python(READ, archives.map(hex)) as readonly (readonly Listed[])[];
    const edited: Buffer[] = [];
    for (const [index, archive] of archives.entries()) {
      const listing = await ours(archive);
      expect(listing).toEqual(listings[index]);
      const first = listings[index]?.find((entry) => !entry.name.endsWith('/'));
      const replace = first && { kind: 'replace' as const, name: first.name, content: Buffer.from('new') };
      const plan = planRewrite(readZip(sourceOf(archive)), [
        ...(replace === undefined ? [] : [replace]),
        { kind: 'add', name: 'added', content: Buffer.from('added'.repeat(100)) },
      ]);
      edited.push(await carryOut(archive, plan));
    }
    const again = python(READ, edited.map(hex)) as readonly (readonly Listed[])[];
    for (const [index, archive] of edited.entries()) {
      expect(await ours(archive)).toEqual(again[index]);
      expect(again[index]?.at(-1)).toMatchObject({ name: 'added', size: 500 });
    }
  });

  test('reads whatever we find nothing wrong with, and as we do', async ({ skip }) => {
    if (PYTHON_ABSENT !== undefined) skip(PYTHON_ABSENT);
    const bases = [
      buildZip([
        { name: 'a/b.py', content: 'hello hello' },
        { name: 'c', content: 'c', method: 0 },
      ]),
      buildZip([
        { name: 'ü', flags: 0x800, content: 'x' },
        {
          name: 'z',
          content: 'zip64',
          method: 0,
          local: { size: 0xffffffff, compressedSize: 0xffffffff, extra: extraField(1, u64s(5, 5)) },
        },
      ]),
    ];
    const mutants = fc.sample(
      fc.constantFrom(...bases).chain((base) => mutate(base)),
      { numRuns: 1500, seed: 7 },
    );
    const listings = python(READ, mutants.map(hex)) as readonly unknown[];
    let sound = 0;
    for (const [index, mutant] of mutants.entries()) {
      const listing = await ours(mutant);
      if (typeof listing[0] === 'string') continue;
      sound += 1;
      expect(listing, hex(mutant)).toEqual(listings[index]);
    }
    // Some mutations touch only free fields: without any, nothing would have been compared.
    expect(sound).toBeGreaterThan(5);
  });
});

describe('yauzl', () => {
  test('reads what we write', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-zü]{1,5}(\/[a-z]{1,5})?$/), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(names, fc.uint8Array({ maxLength: 2000 }), async (list, content) => {
        fc.pre(list.every((name) => !list.includes(name.split('/')[0] ?? '') || !name.includes('/')));
        fc.pre(
          list.every(
            (name) => /^(?!(con|prn|aux|nul)(\/|$))/.test(name) && !/\/(con|prn|aux|nul)$/.test(name),
          ),
        );
        const bytes = await carryOut(Buffer.alloc(0), planZip(list.map((name) => ({ name, content }))));
        const { entries } = readZip(sourceOf(bytes));
        expect(await yauzlListing(bytes)).toEqual(
          entries.map(({ name, size, crc32 }) => ({ name, size, crc: crc32 })),
        );
        expect(entries).toHaveLength(list.length);
      }),
      { numRuns: 60 },
    );
  });
});
