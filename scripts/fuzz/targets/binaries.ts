import { createObserver, identify } from '@custody/native';
import { buildAr, buildElf, buildFat, buildMachO, buildPe, buildWasm } from '@custody/testkit';
import { mutateBytes } from '../mutate/bytes.ts';
import { memorySource, promise } from '../source.ts';
import type { FuzzTarget } from '../types.ts';

const ELF = {
  soname: 'libtide.so.1',
  needed: ['libc.so.6', 'libm.so.6'],
  rpath: '$ORIGIN',
  runpath: '$ORIGIN/../lib',
  buildId: '77d0c2b1e9f84d3aa5560f1e2c3b4a5968778695',
  packageNote: '{"type":"rpm","name":"libtide","version":"1"}',
  comment: ['GCC: (GNU) 14.2.1'],
  versionNeeds: [{ file: 'libc.so.6', versions: ['GLIBC_2.17', 'GLIBC_2.34'] }],
  versionDefinitions: ['TIDE_1', 'TIDE_2'],
  symbols: true,
  sections: true,
} as const;

const MACH_O = {
  installName: '@rpath/libtide.1.dylib',
  currentVersion: '1.2.3',
  needed: [{ name: '/usr/lib/libSystem.B.dylib' }],
  rpaths: ['@loader_path'],
  uuid: '0123456789abcdef0123456789abcdef',
  sourceVersion: '1.2.3.4.5',
  platform: 1,
  minimumOs: '11.0',
  sdk: '14.0',
  signature: Uint8Array.of(0xfa, 0xde, 0x0c, 0xc0),
} as const;

const PE = {
  exportName: 'tide.dll',
  imports: ['KERNEL32.dll', 'python3.dll'],
  delayImports: ['USER32.dll'],
  versionInfo: { ProductVersion: '1.0', OriginalFilename: 'tide.dll' },
  fileVersion: '1.2.3.4',
  pdb: { guid: '0123456789abcdef0123456789abcdef', age: 1, path: 'C:\\build\\tide.pdb' },
  reproducible: true,
  certificate: Uint8Array.of(1, 2, 3, 4),
} as const;

const WORDS = [
  '\u007fELF',
  'MZ',
  'PE\0\0',
  'GNU\0',
  'RSDS',
  '!<arch>\n',
  '\0asm',
  'OpenSSL 3.5.8 1 Jan 2026',
  'zlib 1.3',
  '\0',
] as const;

const target = (name: string, share: number, seeds: readonly [Uint8Array, ...Uint8Array[]]): FuzzTarget => ({
  name,
  share,
  input: (random) => mutateBytes(random.pick(seeds), random, { others: seeds, words: WORDS }),
  run: async (input) => {
    const source = memorySource(input);
    let read = 0;
    await identify({
      size: input.length,
      read: (at, length) => {
        read += length;
        return Promise.resolve(source.read(at, length));
      },
    });
    promise(read <= 12 * 1024 * 1024, 'at most 12 MiB of a binary are read');
    const observer = createObserver();
    observer.push(input);
    observer.finish();
  },
});

export const elfTarget = (): FuzzTarget =>
  target('elf', 14, [
    buildElf(ELF),
    buildElf({ ...ELF, sections: false }),
    buildElf({ ...ELF, bits: 32, machine: 3 }),
    buildElf({ ...ELF, endian: 'big', machine: 22 }),
  ]);

export const machOTarget = (): FuzzTarget =>
  target('mach-o', 14, [
    buildMachO(MACH_O),
    buildMachO({ ...MACH_O, bits: 32, endian: 'big' }),
    buildFat([MACH_O, { ...MACH_O, cpu: 0x0100_0007 }]),
  ]);

export const peTarget = (): FuzzTarget =>
  target('pe', 14, [buildPe(PE), buildPe({ ...PE, bits: 32, machine: 0x14c })]);

export const otherBinariesTarget = (): FuzzTarget =>
  target('ar-wasm', 6, [
    buildAr({ 'a.o': 'x', 'b.o': buildElf(ELF) }),
    buildWasm({ imports: ['env.f', 'wasi.g'], customSections: ['dylink.0', 'producers'] }),
  ]);
