import { describe, expect, test } from 'vitest';
import { identify } from '../identify.ts';
import { readerOf, type Writer } from '../testing/bytes.ts';
import { buildFat, buildMachO, library, type MachOSpec, version } from '../testing/macho.ts';
import type { MachOObject } from '../types.ts';

const identified = async (bytes: Uint8Array): Promise<MachOObject> => {
  const object = await identify(readerOf(bytes));
  if (object?.format !== 'mach-o') throw new Error('not identified as Mach-O');
  return object;
};
const codes = (object: MachOObject): readonly string[] => object.problems.map(({ code }) => code);

const ARM64 = [0x0100_000c, 0] as const;
const X86_64 = [0x0100_0007, 3] as const;
const FULL: MachOSpec = {
  commands: [
    library(0xd, '@rpath/libwebp.7.dylib', version(9, 0, 1), version(9, 0, 0)),
    library(0xc, '/usr/lib/libSystem.B.dylib', version(1345, 100, 2), version(1, 0, 0)),
    library(0x8000_0018, '@rpath/libweak.dylib', version(2, 1, 0), version(2, 0, 0)),
    library(0x8000_001f, '@rpath/libsharp.dylib', version(3, 0, 0), version(1, 0, 0)),
    [0x1b, (out: Writer) => out.raw(Uint8Array.from({ length: 16 }, (_, index) => index * 17))],
    [0x8000_001c, (out: Writer) => out.u32(12).raw('@loader_path/.dylibs\0')],
    [0x2a, (out: Writer) => out.u64(0)],
    [0x32, (out: Writer) => out.u32(1, version(11, 0, 0), version(14, 4, 1), 0)],
  ],
  signature: Uint8Array.of(0xfa, 0xde, 0x0c, 0xc0, 0, 0, 0, 8),
};

describe('a Mach-O library', () => {
  test.each([
    [64, true],
    [64, false],
    [32, true],
    [32, false],
  ] as const)('of %i bits, little endian %s, says everything about itself', async (bits, little) => {
    expect(await identified(buildMachO({ ...FULL, bits, little }))).toEqual({
      format: 'mach-o',
      fat: false,
      slices: [
        {
          bits,
          endian: little ? 'little' : 'big',
          machine: 'arm64',
          type: 'dylib',
          installName: '@rpath/libwebp.7.dylib',
          currentVersion: '9.0.1',
          compatibilityVersion: '9.0.0',
          needed: [
            {
              name: '/usr/lib/libSystem.B.dylib',
              currentVersion: '1345.100.2',
              compatibilityVersion: '1.0.0',
              weak: false,
            },
            {
              name: '@rpath/libweak.dylib',
              currentVersion: '2.1.0',
              compatibilityVersion: '2.0.0',
              weak: true,
            },
            {
              name: '@rpath/libsharp.dylib',
              currentVersion: '3.0.0',
              compatibilityVersion: '1.0.0',
              weak: false,
              reexport: true,
            },
          ],
          rpaths: ['@loader_path/.dylibs'],
          uuid: '00112233-4455-6677-8899-aabbccddeeff',
          sourceVersion: '0.0',
          platform: 'macos',
          minimumOs: '11.0',
          sdk: '14.4.1',
          signed: true,
        },
      ],
      problems: [],
    });
  });

  test.each([true, false])('gives the source version in either byte order (little %s)', async (little) => {
    const packed = (1311n << 40n) | (100n << 30n) | (3n << 20n);
    const word = (out: Writer): Writer =>
      little
        ? out.u32(Number(packed & 0xffff_ffffn), Number(packed >> 32n))
        : out.u32(Number(packed >> 32n), Number(packed & 0xffff_ffffn));
    const object = await identified(buildMachO({ little, commands: [[0x2a, word]] }));
    expect(object.slices[0]?.sourceVersion).toBe('1311.100.3');
  });

  test('of an older linker gives its minimum system', async () => {
    const object = await identified(
      buildMachO({ commands: [[0x24, (out) => out.u32(version(10, 9, 0), version(10, 13, 0))]] }),
    );
    expect(object.slices[0]).toMatchObject({ platform: 'macos', minimumOs: '10.9', sdk: '10.13' });
  });

  test.each([
    ['a command that is missing', [[0x26, (out: Writer) => out.u64(0)]], 2, 'macho/bad-command'],
    ['a UUID that is too short', [[0x1b, (out: Writer) => out.u64(0)]], 1, 'macho/bad-command'],
    ['a name outside its command', [[0xc, (out: Writer) => out.u32(4000, 0, 0, 0)]], 1, 'macho/bad-string'],
    ['a signature that is none', [[0x1d, (out: Writer) => out.u32(0, 16)]], 1, 'macho/bad-signature'],
  ] as const)('with %s is reported', async (_, commands, statedCount, code) => {
    const object = await identified(buildMachO({ commands, statedCount }));
    expect(codes(object)).toEqual([code]);
    expect(object.slices[0]?.signed).toBe(false);
  });
});

describe('a universal Mach-O', () => {
  const arm = buildMachO({ ...FULL, cpu: ARM64 });
  const intel = buildMachO({ ...FULL, cpu: X86_64 });

  test.each([false, true])('gives each slice (64-bit header: %s)', async (wide) => {
    const object = await identified(
      buildFat(
        [
          { cpu: X86_64, bytes: intel },
          { cpu: ARM64, bytes: arm },
        ],
        wide,
      ),
    );
    expect(object.fat).toBe(true);
    expect(object.slices.map(({ machine, signed }) => [machine, signed])).toEqual([
      ['x86_64', true],
      ['arm64', true],
    ]);
    expect(object.problems).toEqual([]);
  });

  test('inside another one is refused', async () => {
    const inner = buildFat([{ cpu: ARM64, bytes: arm }]);
    const object = await identified(buildFat([{ cpu: ARM64, bytes: inner }]));
    expect(object.slices).toEqual([]);
    expect(codes(object)).toEqual(['macho/nested-fat']);
  });

  test('whose header contradicts a slice is reported at the header', async () => {
    const object = await identified(buildFat([{ cpu: X86_64, bytes: arm }]));
    expect(object.problems).toMatchObject([{ code: 'macho/slice-disagrees', offset: 8 }]);
  });

  test('with overlapping or cut-off slices is reported', async () => {
    const both = buildFat([
      { cpu: ARM64, bytes: arm },
      { cpu: ARM64, bytes: arm, offset: 72 },
    ]);
    expect(codes(await identified(both))).toContain('macho/slices-overlap');
    expect(codes(await identified(buildFat([{ cpu: ARM64, bytes: arm }]).subarray(0, -1)))).toEqual([
      'macho/slice-outside-file',
    ]);
  });

  test('of static archives says so', async () => {
    const object = await identified(buildFat([{ cpu: ARM64, bytes: Buffer.from('!<arch>\n') }]));
    expect(object.slices).toMatchObject([{ machine: 'arm64', type: 'archive', bits: 64 }]);
    expect(object.problems).toEqual([]);
  });

  test('reports problems of a slice at their place in the whole file', async () => {
    const broken = buildMachO({ statedCount: 1 });
    const object = await identified(buildFat([{ cpu: ARM64, bytes: broken }]));
    expect(object.problems).toMatchObject([{ code: 'macho/bad-command', offset: 64 + 32 }]);
  });
});
