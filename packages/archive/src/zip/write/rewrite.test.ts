import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../types.ts';
import { readEntry } from '../content/read.ts';
import { readZip, type ZipReading } from '../read.ts';
import { buildZip, extraField, type Spec, sourceOf, u64s } from '../testing/build.ts';
import type { ZipEdit } from './edit.ts';
import { planRewrite, planZip, type RewritePlan } from './plan.ts';
import { rewriteZip } from './rewrite.ts';

const carryOut = async (source: ByteSource, plan: RewritePlan, from = 0): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  await rewriteZip(source, plan, (chunk) => void chunks.push(Buffer.from(chunk)), from);
  return Buffer.concat(chunks);
};

const edit = async (archive: Uint8Array, edits: readonly ZipEdit[]): Promise<Buffer> => {
  const source = sourceOf(archive);
  const plan = planRewrite(readZip(source), edits);
  const result = await carryOut(source, plan);
  expect(result.length).toBe(plan.size);
  expect(result.subarray(0, plan.unchangedPrefix).equals(archive.subarray(0, plan.unchangedPrefix))).toBe(
    true,
  );
  expect(
    (await carryOut(source, plan, plan.unchangedPrefix)).equals(result.subarray(plan.unchangedPrefix)),
  ).toBe(true);
  return result;
};

const contents = async (archive: Uint8Array): Promise<readonly (readonly [string, string])[]> => {
  const source = sourceOf(archive);
  const reading = readZip(source);
  expect(reading.problems).toEqual([]);
  return Promise.all(
    reading.entries.map(async (entry) => {
      const { content, problems } = await readEntry(source, entry, 1e7);
      expect(problems).toEqual([]);
      return [entry.name, Buffer.from(content ?? []).toString()] as const;
    }),
  );
};

/** One of everything that has to survive. */
const odd: readonly Spec[] = [
  { name: 'first.txt', content: 'first', time: 0x6000, date: 0x5a21, internal: 1 },
  { name: 'stored', content: 'stored', method: 0, versionMadeBy: 0x003f, external: 0x20 },
  { name: 'dir/', method: 0, external: 0o40755 * 0x10000 + 0x10 },
  { name: 'dir/ü', flags: 0x800, content: 'x', extra: extraField(0x5455, Buffer.of(1)), versionNeeded: 45 },
  { name: 'link', content: 'first.txt', method: 0, external: 0o120777 * 0x10000 },
  {
    name: 'zip64',
    content: 'zip64',
    method: 0,
    local: { size: 0xffffffff, compressedSize: 0xffffffff, extra: extraField(1, u64s(5, 5)) },
  },
  { name: 'run', content: 'run', external: 0o100755 * 0x10000, comment: Buffer.from('note') },
];
const text = (value: string): Buffer => Buffer.from(value);

describe('a rewrite', () => {
  const archive = buildZip(odd, { comment: text('comment') });

  test('without edits copies the archive as a whole', async () => {
    const reading = readZip(sourceOf(archive));
    expect(planRewrite(reading, []).unchangedPrefix).toBe(reading.centralDirectory.offset);
    expect((await edit(archive, [])).equals(archive)).toBe(true);
  });

  test.each(odd.map((spec) => String(spec.name)))(
    'that removes %s changes nothing of the others',
    async (name) => {
      const result = await edit(archive, [{ kind: 'remove', name }]);
      const remaining = buildZip(
        odd.filter((spec) => spec.name !== name),
        { comment: text('comment') },
      );
      expect(result.equals(remaining)).toBe(true);
    },
  );

  test('puts what it writes behind what it keeps, in the order of the edits', async () => {
    const sound = buildZip(odd.filter((spec) => spec.name !== 'link' && spec.comment === undefined));
    const result = await edit(sound, [
      { kind: 'add', name: 'new', content: text('NEW') },
      { kind: 'replace', name: 'first.txt', content: text('FIRST') },
    ]);
    expect(await contents(result)).toEqual([
      ['stored', 'stored'],
      ['dir/', ''],
      ['dir/ü', 'x'],
      ['zip64', 'zip64'],
      ['new', 'NEW'],
      ['first.txt', 'FIRST'],
    ]);
  });

  test('keeps the attributes of a replaced entry, and gives it new ones where told', async () => {
    const sound = buildZip(odd.filter((spec) => spec.name !== 'link' && spec.comment === undefined));
    const before = readZip(sourceOf(sound)).entries;
    for (const name of ['first.txt', 'stored', 'dir/ü']) {
      const content = text('other');
      const found = readZip(sourceOf(await edit(sound, [{ kind: 'replace', name, content }]))).entries.at(-1);
      const old = before.find((entry) => entry.name === name);
      const {
        method,
        dosTime,
        dosDate,
        versionMadeBy,
        internalAttributes,
        externalAttributes,
        extra,
        flags,
      } = old ?? {};
      const kept = {
        name,
        method,
        dosTime,
        dosDate,
        versionMadeBy,
        internalAttributes,
        externalAttributes,
        extra,
        flags,
      };
      const localExtra = old?.localExtra;
      expect(found).toMatchObject({ ...kept, localExtra, size: 5, crc32: crc32(content) });
    }
    const told = await edit(sound, [
      {
        kind: 'replace',
        name: 'stored',
        content: text(''),
        method: 'deflated',
        dosTime: 1,
        dosDate: 0x42,
        mode: 0o100755,
      },
    ]);
    expect(readZip(sourceOf(told)).entries.at(-1)).toMatchObject({
      method: 8,
      dosTime: 1,
      dosDate: 0x42,
      externalAttributes: 0o100755 * 0x10000 + 0x20,
    });
  });

  test('twice gives what it gave once', async () => {
    const edits: readonly ZipEdit[] = [
      { kind: 'replace', name: 'dir/ü', content: text('a'.repeat(1000)) },
      { kind: 'replace', name: 'first.txt', content: text('FIRST') },
    ];
    const once = await edit(archive, edits);
    expect((await edit(once, edits)).equals(once)).toBe(true);
  });

  test('copies entries with data descriptors as they are', async () => {
    const tail = Buffer.alloc(12);
    tail.writeUInt32LE(crc32('x'), 0);
    tail.writeUInt32LE(1, 4);
    tail.writeUInt32LE(1, 8);
    const streamed: Spec = {
      name: 's',
      flags: 8,
      method: 0,
      content: 'x',
      local: { crc: 0, size: 0, compressedSize: 0 },
    };
    const specs: readonly Spec[] = [{ name: 'a' }, { ...streamed, after: tail }, { name: 'b' }];
    const result = await edit(buildZip(specs), [{ kind: 'remove', name: 'a' }]);
    expect(result.equals(buildZip(specs.slice(1)))).toBe(true);
  });
});

describe('a rewrite refuses', () => {
  const code = (bytes: Uint8Array, edits: readonly ZipEdit[]): unknown => {
    try {
      return planRewrite(readZip(sourceOf(bytes)), edits);
    } catch (error) {
      return (error as { readonly code?: string }).code;
    }
  };
  const a: Spec = { name: 'a', content: 'a' };
  const b: Spec = { name: 'b', content: 'b' };

  test.each<[string, Buffer]>([
    ['no archive', text('hello')],
    ['foreign bytes before it', buildZip([{ ...a, before: text('#!') }])],
    ['bytes behind it', buildZip([a], { after: text('x') })],
    ['a gap', buildZip([{ ...a, after: text('x') }, b])],
    ['a hidden entry', buildZip([a, { ...b, only: 'local' }])],
    ['an overlap', buildZip([a, { ...b, only: 'central', offset: 0 }])],
    ['a name twice', buildZip([a, a])],
    ['two names for one entry', buildZip([{ ...a, local: { name: 'b' } }])],
    ['a false count', buildZip([a], { count: 2 })],
  ])('%s, which it would hide', (_what, bytes) => {
    expect(code(bytes, [])).toBe('unsound-archive');
  });

  test('to mend the headers of an entry in passing', () => {
    const bytes = buildZip([{ ...a, local: { crc: 1 } }, b]);
    expect(code(bytes, [{ kind: 'remove', name: 'a' }])).toBe('unsound-archive');
    expect(code(bytes, [{ kind: 'remove', name: 'b' }])).toMatchObject({ unchangedPrefix: 34 });
  });

  test.each<[string, readonly ZipEdit[]]>([
    ['removing what is not there', [{ kind: 'remove', name: 'c' }]],
    ['replacing what is not there', [{ kind: 'replace', name: 'c', content: text('') }]],
    ['adding what is there', [{ kind: 'add', name: 'a', content: text('') }]],
    ['adding what is there in another case', [{ kind: 'add', name: 'A', content: text('') }]],
    ['adding below a file', [{ kind: 'add', name: 'a/b', content: text('') }]],
    ['adding outside', [{ kind: 'add', name: '../a', content: text('') }]],
    ['adding half a character', [{ kind: 'add', name: '\ud800', content: text('') }]],
    ['adding a name that does not fit', [{ kind: 'add', name: 'x'.repeat(65_536), content: text('') }]],
    ['adding a directory with content', [{ kind: 'add', name: 'd/', content: text('x') }]],
    [
      'two edits of one entry',
      [
        { kind: 'remove', name: 'a' },
        { kind: 'replace', name: 'a', content: text('') },
      ],
    ],
  ])('%s', (_what, edits) => {
    expect(code(buildZip([a, b]), edits)).toBe('bad-edit');
  });
});

describe('ZIP64', () => {
  /** A reading of an archive that nobody has to store: one stored entry of this size, and its directory. */
  const huge = (size: number): { source: ByteSource; reading: ZipReading } => {
    const far = size + 100;
    const zip64 = extraField(1, u64s(size, size));
    const front = buildZip([
      {
        name: 'huge',
        method: 0,
        size: 0xffffffff,
        compressedSize: 0xffffffff,
        extra: zip64,
        crc: 7,
        versionNeeded: 45,
      },
    ]);
    const headerSize = 30 + 4 + 20;
    const record = front.subarray(headerSize, -22);
    const directoryOffset = headerSize + size;
    const end64 = Buffer.concat([
      text('PK\u0006\u0006'),
      u64s(44),
      Buffer.from('2d002d000000000000000000', 'hex'),
    ]);
    const locator = Buffer.concat([
      Buffer.concat([text('PK\u0006\u0007'), Buffer.alloc(4)]),
      u64s(directoryOffset + record.length),
      Buffer.of(1, 0, 0, 0),
    ]);
    const end = Buffer.from(front.subarray(-22)).fill(0xff, 16, 20);
    const back = Buffer.concat([record, end64, u64s(1, 1, record.length, directoryOffset), locator, end]);
    const total = directoryOffset + back.length;
    const read = (position: number, length: number): Uint8Array => {
      const result = Buffer.alloc(length);
      if (position < headerSize) front.copy(result, 0, position, headerSize);
      if (position + length > directoryOffset)
        back.copy(result, Math.max(directoryOffset - position, 0), Math.max(position - directoryOffset, 0));
      return result;
    };
    const source = { size: total, read };
    expect(far).toBeLessThan(total + 100);
    return { source, reading: readZip(source) };
  };

  const rest = (plan: RewritePlan): Buffer => {
    const last = plan.segments.at(-1);
    return Buffer.from(last?.kind === 'bytes' ? last.bytes : []);
  };

  test('an archive of 5 GiB is read, and what is added behind it has a ZIP64 offset', () => {
    const { source, reading } = huge(5 * 2 ** 30);
    expect(reading.problems).toEqual([]);
    expect(reading.entries).toMatchObject([{ name: 'huge', size: 5 * 2 ** 30, dataOffset: 54 }]);

    const plan = planRewrite(reading, [{ kind: 'add', name: 'new', content: text('new') }]);
    expect(plan.unchangedPrefix).toBe(54 + 5 * 2 ** 30);
    const tail = Buffer.concat(
      plan.segments.flatMap((segment) => (segment.kind === 'bytes' ? [segment.bytes] : [])),
    );
    const grown = {
      size: plan.size,
      read: (position: number, length: number): Uint8Array => {
        if (position >= plan.unchangedPrefix)
          return tail.subarray(position - plan.unchangedPrefix, position - plan.unchangedPrefix + length);
        const whole = Buffer.from(source.read(position, length));
        if (position + length > plan.unchangedPrefix) tail.copy(whole, plan.unchangedPrefix - position);
        return whole;
      },
    };
    const again = readZip(grown);
    expect(again.problems).toEqual([]);
    expect(again.entries[1]).toMatchObject({
      name: 'new',
      headerOffset: plan.unchangedPrefix,
      versionNeeded: 45,
    });
    expect(again.end.zip64).toBe(true);

    // And back: what is taken away again leaves the archive that was.
    const undone = planRewrite(again, [{ kind: 'remove', name: 'new' }]);
    const end = Buffer.from(source.read(54 + 5 * 2 ** 30, source.size - 54 - 5 * 2 ** 30));
    expect(undone.size).toBe(source.size);
    expect(rest(undone).equals(end)).toBe(true);
  });

  test('records come into being with the 65,535th entry', async () => {
    const names = Array.from({ length: 65_534 }, (_, index) => ({
      name: `${index}`,
      content: text(''),
      method: 'stored' as const,
    }));
    const bytes = await carryOut(sourceOf(Buffer.alloc(0)), planZip(names));
    // Plain views: with so many entries the testing source would take most of the time.
    const view = (all: Uint8Array): ByteSource => ({
      size: all.length,
      read: (position, length) => all.subarray(position, position + length),
    });
    const short = readZip(view(bytes));
    expect(short.end).toMatchObject({ zip64: false, count: 65_534 });
    const added = ['a', 'b'].map((name) => ({ kind: 'add' as const, name, content: text(name) }));
    const plan = planRewrite(short, added);
    const long = readZip(view(await carryOut(view(bytes), plan)));
    expect(long.problems).toEqual([]);
    expect(long.end).toMatchObject({ zip64: true, count: 65_536 });
    expect(long.entries).toHaveLength(65_536);
  });

  test('an offset in a ZIP64 field stays in it', async () => {
    const b: Spec = {
      name: 'b',
      content: 'b',
      central: { offset: 0xffffffff, extra: extraField(1, u64s(32)) },
    };
    const both = buildZip([{ name: 'a', method: 0, content: 'a' }, b]);
    expect(readZip(sourceOf(both)).problems).toEqual([]);
    const result = await edit(both, [{ kind: 'remove', name: 'a' }]);
    const expected = buildZip([{ ...b, central: { offset: 0xffffffff, extra: extraField(1, u64s(0)) } }]);
    expect(result.equals(expected)).toBe(true);
  });
});

describe('planZip', () => {
  const entries = fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-mü]{1,8}$/),
      content: fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.string().map((value) => text(value.repeat(50))),
      ),
      method: fc.constantFrom('deflated' as const, 'stored' as const),
      dosTime: fc.integer({ min: 0, max: 0xffff }),
      mode: fc.constantFrom(0o100644, 0o100755),
    }),
    { selector: (entry) => entry.name, maxLength: 8 },
  );

  test('what is written is read back, without problems, and the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (list) => {
        const bytes = await carryOut(sourceOf(Buffer.alloc(0)), planZip(list));
        expect((await carryOut(sourceOf(Buffer.alloc(0)), planZip(list))).equals(bytes)).toBe(true);
        const source = sourceOf(bytes);
        const reading = readZip(source);
        expect(reading.problems).toEqual([]);
        expect(reading.entries).toHaveLength(list.length);
        for (const [index, entry] of reading.entries.entries()) {
          const wanted = list[index];
          expect(entry).toMatchObject({ name: wanted?.name, dosTime: wanted?.dosTime });
          expect(entry.flags).toBe(entry.name.includes('ü') ? 0x800 : 0);
          const { content } = await readEntry(source, entry, 1e6);
          expect(Buffer.from(content ?? []).equals(wanted?.content ?? text('?'))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('any edits leave a sound archive with what they ask for', async () => {
    const changes = fc.array(fc.constantFrom('keep', 'remove', 'replace'), { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(entries, changes, async (list, kinds) => {
        const bytes = await carryOut(sourceOf(Buffer.alloc(0)), planZip(list));
        const edits = list.flatMap(({ name }, index): readonly ZipEdit[] => {
          if (kinds[index] === 'remove') return [{ kind: 'remove', name }];
          return kinds[index] === 'replace' ? [{ kind: 'replace', name, content: text(`new ${name}`) }] : [];
        });
        const found = new Map(
          await contents(await edit(bytes, [...edits, { kind: 'add', name: 'zz', content: text('z') }])),
        );
        expect(found.get('zz')).toBe('z');
        for (const [index, { name, content }] of list.entries())
          expect(found.get(name)).toBe(
            kinds[index] === 'remove'
              ? undefined
              : kinds[index] === 'replace'
                ? `new ${name}`
                : Buffer.from(content).toString(),
          );
      }),
      { numRuns: 60 },
    );
  });
});
