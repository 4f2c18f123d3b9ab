import { describe, expect, test } from 'vitest';
import { identify } from '../identify.ts';
import { readerOf } from '../testing/bytes.ts';
import { buildElf, type ElfSpec } from '../testing/elf.ts';
import type { ElfObject } from '../types.ts';

const identified = async (bytes: Uint8Array): Promise<ElfObject> => {
  const object = await identify(readerOf(bytes));
  if (object?.format !== 'elf') throw new Error('not identified as ELF');
  return object;
};
const of = (spec: ElfSpec): Promise<ElfObject> => identified(buildElf(spec));
const codes = (object: ElfObject): readonly string[] => object.problems.map(({ code }) => code);

const FULL: ElfSpec = {
  soname: 'libwebp-8786c0c0.so.7.0.2',
  needed: ['libm.so.6', 'libc.so.6'],
  rpath: '/opt/lib',
  runpath: '$ORIGIN/../libs',
  comment: 'GCC: (GNU) 8.5.0\0clang version 17.0.6',
  notes: [
    { owner: 'GNU', type: 3, content: Uint8Array.of(0xde, 0xad, 0xbe, 0xef) },
    {
      owner: 'FDO',
      type: 0xcafe1a7e,
      content: Buffer.from(
        '{"type":"rpm","name":"libwebp","version":"1.0.0-9.el8","osCpe":"cpe:/o:alma:8","x":1}',
      ),
    },
  ],
  versionNeeds: [
    { file: 'libc.so.6', versions: ['GLIBC_2.17', 'GLIBC_2.2.5'] },
    { file: 'libm.so.6', versions: ['GLIBC_2.29'] },
  ],
  versionDefinitions: ['libwebp.so.7', 'WEBP_1.0', 'WEBP_1.1'],
  symbols: true,
};

describe('an ELF library', () => {
  test.each([
    [64, true],
    [64, false],
    [32, true],
    [32, false],
  ] as const)('of %i bits, little endian %s, says everything about itself', async (bits, little) => {
    expect(await of({ ...FULL, bits, little })).toEqual({
      format: 'elf',
      bits,
      endian: little ? 'little' : 'big',
      machine: 'x86-64',
      type: 'shared',
      soname: 'libwebp-8786c0c0.so.7.0.2',
      needed: ['libm.so.6', 'libc.so.6'],
      rpath: '/opt/lib',
      runpath: '$ORIGIN/../libs',
      buildId: 'deadbeef',
      packageNote: { type: 'rpm', name: 'libwebp', version: '1.0.0-9.el8', osCpe: 'cpe:/o:alma:8' },
      comment: ['GCC: (GNU) 8.5.0', 'clang version 17.0.6'],
      versionNeeds: FULL.versionNeeds,
      versionDefinitions: ['WEBP_1.0', 'WEBP_1.1'],
      stripped: false,
      problems: [],
    });
  });

  test('is understood without section headers, as the loader does', async () => {
    const object = await of({ ...FULL, sections: false });
    expect(object).toMatchObject({ soname: FULL.soname, needed: FULL.needed, stripped: true, comment: [] });
    expect(object.problems).toEqual([]);
  });

  test('whose section headers tell another SONAME is reported, the loader believed', async () => {
    const object = await of({ ...FULL, sectionSoname: 'libother.so.1' });
    expect(object.soname).toBe(FULL.soname);
    expect(codes(object)).toEqual(['elf/dynamic-disagrees']);
  });

  test('with a copy of the same dynamic table elsewhere is no problem', async () => {
    const object = await of({ soname: 'libx.so', sectionSoname: 'libx.so' });
    expect(object.problems).toEqual([]);
  });

  test('with two SONAMEs is reported', async () => {
    const object = await of({ soname: 'liba.so', needed: ['libb.so'], dynamic: [[14, 1]] });
    expect(codes(object)).toEqual(['elf/duplicate-entry']);
  });

  test.each([
    ['needs a name outside the string table', [1, 99_999], 'elf/bad-string'],
    ['keeps its versions outside every segment', [0x6ffffffe, 0x10], 'elf/unmapped-address'],
  ] as const)('that %s is reported', async (_, entry, code) => {
    expect(codes(await of({ soname: 'liba.so', dynamic: [entry] }))).toEqual([code]);
  });
});

describe('what kind of ELF file it is', () => {
  test.each([
    [{ type: 1 }, 'relocatable'],
    [{ type: 2, interpreter: '/lib64/ld-linux-x86-64.so.2' }, 'executable'],
    [{ type: 3, soname: 'libc.so.6', interpreter: '/lib64/ld-linux-x86-64.so.2' }, 'shared'],
    [{ type: 3, interpreter: '/lib64/ld-linux-x86-64.so.2' }, 'executable'],
    [{ type: 3, dynamic: [[0x6ffffffb, 0x08000001]] }, 'executable'],
    [{ type: 3 }, 'shared'],
    [{ type: 9 }, 'other'],
  ] as const)('%j is %s', async (spec, type) => {
    const object = await of(spec);
    expect(object.type).toBe(type);
    expect(object.interpreter).toBe('interpreter' in spec ? spec.interpreter : undefined);
  });

  test('an unknown machine is named by its number', async () => {
    expect((await of({ machine: 9999 })).machine).toBe('machine-9999');
  });
});

describe('a packaging note', () => {
  const note = (text: string): ElfSpec => ({
    notes: [{ owner: 'FDO', type: 0xcafe1a7e, content: Buffer.from(text) }],
  });

  test('that is no JSON is reported', async () => {
    const object = await of(note('{"name":'));
    expect(object.packageNote).toBeUndefined();
    expect(codes(object)).toEqual(['elf/bad-package-note']);
  });

  test('that is no object is reported', async () => {
    expect(codes(await of(note('["name"]')))).toEqual(['elf/bad-package-note']);
  });

  test('cannot reach prototypes, nor give anything but strings', async () => {
    const object = await of(note('{"__proto__":{"name":"evil"},"version":{"a":1},"type":"deb"}\0\0'));
    expect(object.packageNote).toEqual({ type: 'deb' });
  });

  test('that contradicts another one is reported', async () => {
    const [first] = note('{"name":"a"}').notes ?? [];
    const [second] = note('{"name":"b"}').notes ?? [];
    if (first === undefined || second === undefined) throw new Error('no notes');
    const object = await of({ notes: [first, second] });
    expect(object.packageNote).toEqual({ name: 'a' });
    expect(codes(object)).toEqual(['elf/duplicate-entry']);
  });
});
