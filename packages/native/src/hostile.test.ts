import { array, assert, asyncProperty, integer, nat, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identify } from './identify.ts';
import { arMember, buildAr } from './testing/ar.ts';
import { readerOf } from './testing/bytes.ts';
import { buildElf } from './testing/elf.ts';
import { buildFat, buildMachO, library } from './testing/macho.ts';
import { buildPe, buildVersion } from './testing/pe.ts';
import { buildWasm, custom, imports } from './testing/wasm.ts';
import type { ByteReader } from './types.ts';

const elf = (bits: 32 | 64, little: boolean): Uint8Array =>
  buildElf({
    bits,
    little,
    soname: 'libx.so.1',
    needed: ['libc.so.6'],
    runpath: '$ORIGIN',
    comment: 'GCC: 12',
    interpreter: '/lib/ld.so',
    notes: [
      { owner: 'GNU', type: 3, content: Uint8Array.of(1, 2, 3, 4) },
      { owner: 'FDO', type: 0xcafe1a7e, content: Buffer.from('{"name":"x"} ') },
    ],
    versionNeeds: [{ file: 'libc.so.6', versions: ['GLIBC_2.17', 'GLIBC_2.2.5'] }],
    versionDefinitions: ['libx.so.1', 'X_1'],
    symbols: true,
  });
const macho = buildMachO({
  commands: [
    library(0xd, '@rpath/x.dylib', 1, 1),
    [0x1b, (out) => out.u64(1, 2)],
    [0x2a, (out) => out.u64(9)],
  ],
  signature: Uint8Array.of(0xfa, 0xde, 0x0c, 0xc0, 0, 0, 0, 8),
});
const SAMPLES: readonly (readonly [string, Uint8Array])[] = [
  ['ELF 64 little', elf(64, true)],
  ['ELF 32 big', elf(32, false)],
  ['Mach-O', macho],
  ['universal Mach-O', buildFat([{ cpu: [0x0100_000c, 0], bytes: macho }])],
  ['universal Mach-O, 64 bits', buildFat([{ cpu: [0x0100_000c, 0], bytes: macho }], true)],
  [
    'PE',
    buildPe({
      imports: ['a.dll', 'b.dll'],
      delayImports: ['c.dll'],
      exportName: 'x.dll',
      version: buildVersion([['ProductName', 'x']], [1, 2, 3, 4]),
      pdb: { guid: new Uint8Array(16), age: 1, path: 'x.pdb' },
      certificate: new Uint8Array(8),
    }),
  ],
  [
    'ar',
    buildAr([arMember('//', 'long_member_name.o/\n'), arMember('/0', 'x'), arMember('#1/4', 'a.o\0yy')]),
  ],
  [
    'wasm',
    buildWasm([custom('dylink.0', (out) => out.u8(2, 3, 1, 1, 65)), imports(['a', 'b', 'c', 'd', 'e'])]),
  ],
];

/** Identifies, and holds the promise that little is read, nothing outside the file, and problems lie in the file. */
const survives = async (bytes: Uint8Array): Promise<void> => {
  let read = 0;
  const reader = readerOf(bytes);
  const counting: ByteReader = {
    size: reader.size,
    read: (position, length) => {
      read += length;
      return reader.read(position, length);
    },
  };
  const object = await identify(counting);
  expect(read).toBeLessThanOrEqual(12 * 1024 * 1024);
  for (const problem of object?.problems ?? []) {
    expect(problem.offset).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(problem.offset)).toBe(true);
  }
};

describe.each(SAMPLES)('a broken %s', (_, sample) => {
  test('whole is without problems', async () => {
    expect((await identify(readerOf(sample)))?.problems).toEqual([]);
  });

  test('cut off anywhere is survived', async () => {
    for (let length = 0; length < sample.length; length++) await survives(sample.subarray(0, length));
  });

  test.each([0xff, 0x80, 0x01])('with any byte changed by 0x%s is survived', async (change) => {
    const bytes = sample.slice();
    for (const [index, byte] of sample.entries()) {
      bytes[index] = byte ^ change;
      await survives(bytes);
      bytes[index] = byte;
    }
  });

  test('with any four bytes all ones or zero is survived', async () => {
    for (const value of [0xff, 0]) {
      for (let index = 0; index + 4 <= sample.length; index++) {
        const bytes = sample.slice();
        bytes.fill(value, index, index + 4);
        await survives(bytes);
      }
    }
  });

  test('changed in many places at random is survived', async () => {
    const edits = array(tuple(nat(sample.length - 5), integer({ min: 0, max: 0xffff_ffff })), {
      minLength: 1,
      maxLength: 12,
    });
    await assert(
      asyncProperty(edits, async (list) => {
        const bytes = sample.slice();
        for (const [at, value] of list) if (at >= 4) new DataView(bytes.buffer).setUint32(at, value, true);
        await survives(bytes);
      }),
      { numRuns: 300 },
    );
  });

  test('says the same each time', async () => {
    const bytes = sample.map((byte, index) => (index > 16 && index % 37 === 0 ? byte ^ 0x10 : byte));
    expect(JSON.stringify(await identify(readerOf(bytes)))).toBe(
      JSON.stringify(await identify(readerOf(bytes))),
    );
  });
});

describe('a file that claims to be huge', () => {
  /** A terabyte of which only the beginning differs from zero. */
  const sparse = (
    head: Uint8Array,
    fill: number,
  ): { readonly reader: ByteReader; readonly read: () => number } => {
    let read = 0;
    return {
      read: () => read,
      reader: {
        size: 2 ** 40,
        read: async (position, length) => {
          read += length;
          const bytes = new Uint8Array(length).fill(fill);
          if (position < head.length) bytes.set(head.subarray(position, position + length));
          return bytes;
        },
      },
    };
  };

  test.each(
    SAMPLES.flatMap(([name, bytes]) => [0, 1, 0x41, 0xff].map((fill) => [name, fill, bytes] as const)),
  )('%s, filled with %i, is read within the limit', async (_, fill, sample) => {
    for (const kept of [20, 64, 256, sample.length]) {
      const { reader, read } = sparse(sample.subarray(0, kept), fill);
      await identify(reader);
      expect(read()).toBeLessThanOrEqual(12 * 1024 * 1024);
    }
  });

  test('with 65,536 names that are one and the same keeps little text', async () => {
    const strings = 'x'.repeat(4000);
    const needed = Array.from({ length: 65_000 }, () => [1, 1] as const);
    const object = await identify(readerOf(buildElf({ soname: strings, dynamic: needed })));
    if (object?.format !== 'elf') throw new Error('not identified as ELF');
    expect(object.needed.length).toBeLessThan(600);
    expect(object.problems.map(({ code }) => code)).toEqual(['native/text-limit']);
  });
});
