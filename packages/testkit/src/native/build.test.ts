import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askPython, hasPython } from '../testing/python.ts';
import { buildElf } from './elf.ts';
import { buildFat, buildMachO } from './mach-o.ts';
import { buildAr, buildWasm } from './others.ts';
import { buildPe } from './pe.ts';

const has = (command: string): boolean => {
  const there = spawnSync(command, ['--version']).status === 0;
  if (!there) process.stderr.write(`skipped: testkit native tests against ${command}, which is not here\n`);
  return there;
};

const ask = (bytes: Uint8Array, command: string, ...flags: readonly string[]): string => {
  const directory = mkdtempSync(join(tmpdir(), 'custody-native-'));
  try {
    writeFileSync(join(directory, 'file'), bytes);
    const { stdout, stderr } = spawnSync(command, [...flags, 'file'], { cwd: directory, encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

const ELF = {
  soname: 'libtide.so.1',
  needed: ['libc.so.6', 'libz.so.1'],
  runpath: '$ORIGIN/../tidewater.libs',
  buildId: '00112233445566778899aabbccddeeff00112233',
  packageNote: '{"type":"rpm","name":"tide"}',
  comment: ['GCC: (GNU) 14'],
  versionNeeds: [{ file: 'libc.so.6', versions: ['GLIBC_2.17', 'GLIBC_2.28'] }],
  versionDefinitions: ['libtide.so.1', 'TIDE_1'],
  symbols: true,
};

describe.skipIf(!has('readelf')).each([
  { bits: 64, endian: 'little', machine: 62 },
  { bits: 32, endian: 'little', machine: 3 },
  { bits: 64, endian: 'big', machine: 22 },
  { bits: 32, endian: 'big', machine: 20 },
] as const)('readelf reads an ELF file of $bits bits, $endian-endian', (kind) => {
  test('and finds everything that was put in', () => {
    const said = ask(buildElf({ ...ELF, ...kind }), 'readelf', '-W', '-a', '-p', '.comment');
    for (const expected of [
      '[libtide.so.1]',
      '[libz.so.1]',
      '[$ORIGIN/../tidewater.libs]',
      ELF.buildId,
      'FDO',
      'GLIBC_2.28',
      'TIDE_1',
      'GCC: (GNU) 14',
    ])
      expect(said).toContain(expected);
    expect(said).not.toMatch(/warning|error|corrupt|<unknown/i);
  });
});

const LOAD = `
import ctypes, sys
ctypes.CDLL(sys.argv[1])
print('loaded')
`;

test.skipIf(!hasPython || process.platform !== 'linux' || process.arch !== 'x64')(
  'the system loader takes an ELF file of ours and does not crash on it',
  () => {
    const { soname, buildId, versionNeeds } = ELF;
    expect(askPython(LOAD, 'a.so', buildElf({ soname, buildId, versionNeeds, needed: ['libc.so.6'] }))).toBe(
      'loaded',
    );
  },
);

test('an ELF file without sections keeps its dynamic segment', () => {
  const bytes = buildElf({ ...ELF, sections: false });
  expect(Buffer.from(bytes).readUInt16LE(60)).toBe(0);
  expect(Buffer.from(bytes).includes('libtide.so.1')).toBe(true);
  expect(bytes.length).toBeLessThan(1000);
});

const OBJDUMP =
  has('objdump') && spawnSync('objdump', ['-i'], { encoding: 'utf8' }).stdout.includes('pei-x86-64');

test.skipIf(!OBJDUMP)('objdump reads a PE file and finds its tables', () => {
  const said = ask(
    buildPe({
      exportName: 'tide.dll',
      imports: ['KERNEL32.dll', 'python3.dll'],
      versionInfo: { ProductVersion: '1.2.3' },
      fileVersion: '1.2.3.4',
      pdb: { guid: '00112233-4455-6677-8899-aabbccddeeff', age: 1, path: 'C:\\b\\tide.pdb' },
      reproducible: true,
    }),
    'objdump',
    '-p',
  );
  for (const expected of ['export table', 'KERNEL32.dll', 'python3.dll', 'RSDS', 'tide.pdb', 'Repro'])
    expect(said).toContain(expected);
});

test('Mach-O commands fill exactly the size that the header states', () => {
  const bytes = Buffer.from(
    buildMachO({
      installName: '@rpath/libtide.1.dylib',
      needed: [{ name: '/usr/lib/libSystem.B.dylib', weak: true }],
      rpaths: ['@loader_path'],
      uuid: '00112233445566778899aabbccddeeff',
      sourceVersion: '1.2.3',
      platform: 1,
      signature: new Uint8Array(7),
    }),
  );
  const [count, size] = [bytes.readUInt32LE(16), bytes.readUInt32LE(20)];
  let at = 32;
  for (let i = 0; i < count; i += 1) at += bytes.readUInt32LE(at + 4);
  expect(count).toBe(7);
  expect(at).toBe(32 + size);
  expect(bytes.length).toBe(at + 7);
  expect(bytes.readUInt32LE(at - 8)).toBe(at);
});

test('a fat file holds each slice where its header says', () => {
  const slices = [{ cpu: 0x0100_0007 }, { installName: 'x' }];
  const fat = Buffer.from(buildFat(slices));
  slices.forEach((slice, i) => {
    const [offset, size] = [fat.readUInt32BE(8 + i * 20 + 8), fat.readUInt32BE(8 + i * 20 + 12)];
    expect(fat.subarray(offset, offset + size).equals(buildMachO(slice))).toBe(true);
  });
});

test.skipIf(!has('ar'))('ar lists the members', () => {
  expect(ask(buildAr({ 'a.o': 'x', 'b.o': 'yy' }), 'ar', 't')).toBe('a.o\nb.o\n');
});

test('the WebAssembly engine accepts the module', async () => {
  const engine: unknown = Reflect.get(globalThis, 'WebAssembly');
  const { compile } = engine as { compile: (bytes: Uint8Array) => Promise<unknown> };
  await expect(
    compile(buildWasm({ imports: ['env.a', 'env.b'], customSections: ['dylink.0'] })),
  ).resolves.toBeDefined();
});
