import { describe, expect, test } from 'vitest';
import { identify } from '../identify.ts';
import { readerOf } from '../testing/bytes.ts';
import { buildPe, buildVersion, type PeSpec } from '../testing/pe.ts';
import type { PeObject } from '../types.ts';

const identified = async (bytes: Uint8Array): Promise<PeObject> => {
  const object = await identify(readerOf(bytes));
  if (object?.format !== 'pe') throw new Error('not identified as PE');
  return object;
};
const codes = (object: PeObject): readonly string[] => object.problems.map(({ code }) => code);
const patched = (bytes: Uint8Array, offset: number, value: number): Uint8Array => {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(offset, value, true);
  return copy;
};

const FULL: PeSpec = {
  dll: true,
  imports: ['KERNEL32.dll', 'msvcp140.dll'],
  delayImports: ['bcrypt.dll'],
  exportName: 'libcrypto-3-x64.dll',
  version: buildVersion(
    [
      ['ProductVersion', '3.0.15'],
      ['OriginalFilename', 'libcrypto'],
      ['__proto__', 'a value like any other'],
    ],
    [3, 0, 15, 0],
  ),
  pdb: { guid: Uint8Array.from({ length: 16 }, (_, index) => index), age: 2, path: 'D:\\a\\libcrypto.pdb' },
  repro: true,
  certificate: Uint8Array.of(8, 0, 0, 0, 0, 2, 2, 0),
};

describe('a PE library', () => {
  test.each([64, 32] as const)('of %i bits says everything about itself', async (bits) => {
    const object = await identified(buildPe({ ...FULL, bits }));
    const { versionInfo, ...others } = object;
    expect(others).toEqual({
      format: 'pe',
      bits,
      machine: bits === 64 ? 'amd64' : 'i386',
      dll: true,
      fileVersion: '3.0.15.0',
      productVersion: '3.0.15.0',
      exportName: 'libcrypto-3-x64.dll',
      imports: ['KERNEL32.dll', 'msvcp140.dll'],
      delayImports: ['bcrypt.dll'],
      pdb: { guid: '03020100-0504-0706-0809-0a0b0c0d0e0f', age: 2, path: 'D:\\a\\libcrypto.pdb' },
      reproducible: true,
      signed: true,
      problems: [],
    });
    expect(Object.entries(versionInfo)).toEqual([
      ['ProductVersion', '3.0.15'],
      ['OriginalFilename', 'libcrypto'],
      ['__proto__', 'a value like any other'],
    ]);
    expect(Object.getPrototypeOf(versionInfo)).toBeNull();
  });

  test('without any table says little, and that is no problem', async () => {
    expect(await identified(buildPe({}))).toEqual({
      format: 'pe',
      bits: 64,
      machine: 'amd64',
      dll: false,
      versionInfo: {},
      imports: [],
      delayImports: [],
      reproducible: false,
      signed: false,
      problems: [],
    });
  });
});

describe('a malformed PE', () => {
  const directory = (index: number): number => 0x80 + 24 + 112 + index * 8;

  test.each([
    ['import table', 1, 'pe/bad-import-table'],
    ['export table', 0, 'pe/bad-export-table'],
    ['resource directory', 2, 'pe/bad-resources'],
    ['debug directory', 6, 'pe/bad-debug-directory'],
    ['delay-load table', 13, 'pe/bad-import-table'],
    ['certificate table', 4, 'pe/bad-certificate-table'],
  ] as const)('with its %s nowhere is reported', async (_, index, code) => {
    const object = await identified(patched(buildPe(FULL), directory(index), 0x7fff_0000));
    expect(codes(object)).toEqual([code]);
  });

  test('whose resource directory contains itself ends', async () => {
    const bytes = buildPe({ version: FULL.version ?? new Uint8Array() });
    const root = new DataView(bytes.buffer).getUint32(directory(2), true) - 0x1000 + 0x400;
    const object = await identified(patched(bytes, root + 20, 0x8000_0000));
    expect(codes(object)).toEqual(['pe/bad-resources']);
    expect(object.versionInfo).toEqual({});
  });

  test('whose version resource overflows itself is reported, with what could be read', async () => {
    const version = buildVersion([['ProductName', 'x']], [1, 2, 3, 4]);
    // The last block, the string, claims one byte more than its parent has.
    const at = Buffer.from(version).indexOf(Buffer.from('ProductName', 'utf16le')) - 6;
    version[at] = (version[at] ?? 0) + 1;
    const object = await identified(buildPe({ version }));
    expect(object).toMatchObject({ fileVersion: '1.2.3.4', versionInfo: {} });
    expect(codes(object)).toEqual(['pe/bad-version-resource']);
  });

  test('cut off before its signature is reported, not overlooked', async () => {
    expect(codes(await identified(buildPe(FULL).subarray(0, 100)))).toEqual(['pe/bad-header']);
  });
});

describe('what only begins with MZ', () => {
  test.each([
    ['a text', Buffer.from(`MZ ${'is not always a program. '.repeat(10)}`)],
    ['a DOS program', patched(buildPe({}), 0x3c, 0x100)],
    ['two letters', Buffer.from('MZ')],
  ])('%s is no PE', async (_, bytes) => {
    expect(await identify(readerOf(bytes))).toBeUndefined();
  });
});
