import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import { textIn } from '../bytes/text.ts';
import type { MachOSlice } from '../types.ts';
import { type Command, readCommands } from './commands.ts';
import { machoCpu } from './cpus.ts';
import { libraryVersion, platformName, sourceVersion, systemVersion } from './versions.ts';

const LC_LOAD_DYLIB = 0xc;
const LC_ID_DYLIB = 0xd;
const LC_UUID = 0x1b;
const LC_CODE_SIGNATURE = 0x1d;
const LC_LAZY_LOAD_DYLIB = 0x20;
const LC_SOURCE_VERSION = 0x2a;
const LC_BUILD_VERSION = 0x32;
const LC_LOAD_WEAK_DYLIB = 0x8000_0018;
const LC_RPATH = 0x8000_001c;
const LC_REEXPORT_DYLIB = 0x8000_001f;
const LC_LOAD_UPWARD_DYLIB = 0x8000_0023;
const LIBRARIES = new Set([
  LC_LOAD_DYLIB,
  LC_LAZY_LOAD_DYLIB,
  LC_LOAD_WEAK_DYLIB,
  LC_REEXPORT_DYLIB,
  LC_LOAD_UPWARD_DYLIB,
]);
const MINIMUM_VERSIONS: ReadonlyMap<number, string> = new Map([
  [0x24, 'macos'],
  [0x25, 'ios'],
  [0x2f, 'tvos'],
  [0x30, 'watchos'],
]);
const SUPER_BLOB = 0xfade0cc0;

const TYPES: ReadonlyMap<number, MachOSlice['type']> = new Map([
  [1, 'object'],
  [2, 'executable'],
  [6, 'dylib'],
  [8, 'bundle'],
  [9, 'dylib'],
]);

type Draft = { -readonly [Key in keyof MachOSlice]: MachOSlice[Key] };
type Library = {
  readonly name: string;
  readonly currentVersion: string;
  readonly compatibilityVersion: string;
};

/** `lc_str`: an offset into the command, where a text begins that may fill it to the end. */
const nameOf = (source: Source, command: Command): string => {
  const start = command.at.u32(8);
  if (start < 12 || start >= command.bytes.length) {
    source.report('macho/bad-string', command.offset, 'a name lies outside its load command');
    return '';
  }
  const name = textIn(command.bytes, start);
  return source.afford(name.length) ? name : '';
};

const libraryOf = (source: Source, command: Command): Library => ({
  name: nameOf(source, command),
  currentVersion: libraryVersion(command.at.u32(16)),
  compatibilityVersion: libraryVersion(command.at.u32(20)),
});

const uuidOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Only that a signature blob is there: its hashes and certificates are not verified. */
const hasSignature = async (source: Source, command: Command): Promise<boolean> => {
  const offset = command.at.u32(8);
  const size = command.at.u32(12);
  const bytes = size < 4 ? undefined : await source.bytes(offset, 4);
  if (bytes !== undefined && offset + size <= source.size && fieldsOf(bytes, false).u32(0) === SUPER_BLOB)
    return true;
  source.report('macho/bad-signature', command.offset, 'the code signature is not where it should be');
  return false;
};

/** Bytes that each command must have before its fields are read. */
const leastOf = (kind: number): number => {
  if (LIBRARIES.has(kind) || kind === LC_ID_DYLIB || kind === LC_UUID || kind === LC_BUILD_VERSION) return 24;
  if (kind === LC_CODE_SIGNATURE || kind === LC_SOURCE_VERSION || MINIMUM_VERSIONS.has(kind)) return 16;
  return kind === LC_RPATH ? 12 : 8;
};

const apply = async (
  source: Source,
  command: Command,
  draft: Draft,
  lists: { readonly needed: MachOSlice['needed'][number][]; readonly rpaths: string[] },
  little: boolean,
): Promise<void> => {
  const { kind, at, bytes } = command;
  if (bytes.length < leastOf(kind)) {
    source.report('macho/bad-command', command.offset, `load command 0x${kind.toString(16)} is too short`);
  } else if (LIBRARIES.has(kind)) {
    lists.needed.push({
      ...libraryOf(source, command),
      weak: kind === LC_LOAD_WEAK_DYLIB,
      ...(kind === LC_REEXPORT_DYLIB ? { reexport: true } : {}),
    });
  } else if (kind === LC_ID_DYLIB) {
    const id = libraryOf(source, command);
    if (draft.installName !== undefined && draft.installName !== id.name)
      source.report('macho/duplicate-command', command.offset, 'a second, different install name');
    draft.installName ??= id.name;
    draft.currentVersion ??= id.currentVersion;
    draft.compatibilityVersion ??= id.compatibilityVersion;
  } else if (kind === LC_UUID) draft.uuid ??= uuidOf(bytes.subarray(8, 24));
  else if (kind === LC_RPATH) lists.rpaths.push(nameOf(source, command));
  else if (kind === LC_SOURCE_VERSION)
    draft.sourceVersion ??= sourceVersion(at.u32(little ? 12 : 8), at.u32(little ? 8 : 12));
  else if (kind === LC_BUILD_VERSION) {
    draft.platform ??= platformName(at.u32(8));
    draft.minimumOs ??= systemVersion(at.u32(12));
    draft.sdk ??= systemVersion(at.u32(16));
  } else if (MINIMUM_VERSIONS.has(kind)) {
    draft.platform ??= MINIMUM_VERSIONS.get(kind) ?? '';
    draft.minimumOs ??= systemVersion(at.u32(8));
    draft.sdk ??= systemVersion(at.u32(12));
  } else if (kind === LC_CODE_SIGNATURE) draft.signed = await hasSignature(source, command);
};

/** One architecture's Mach-O (Apple's `mach-o/loader.h`); `undefined` where its header cannot be read, which is reported. */
export const readSlice = async (source: Source): Promise<MachOSlice | undefined> => {
  const head = await source.bytes(0, 28);
  const magic = head === undefined ? 0 : fieldsOf(head, false).u32(0);
  const little = magic === 0xcefaedfe || magic === 0xcffaedfe;
  if (head === undefined || (!little && magic !== 0xfeedface && magic !== 0xfeedfacf)) {
    source.report('macho/bad-header', 0, head === undefined ? 'the header is cut off' : 'no Mach-O header');
    return undefined;
  }
  const at = fieldsOf(head, little);
  const wide = at.u32(0) === 0xfeedfacf;
  const lists = { needed: [], rpaths: [] };
  const draft: Draft = {
    bits: wide ? 64 : 32,
    endian: little ? 'little' : 'big',
    machine: machoCpu(at.u32(4), at.u32(8)),
    type: TYPES.get(at.u32(12)) ?? 'other',
    ...lists,
    signed: false,
  };
  for (const command of await readCommands(source, wide ? 32 : 28, at.u32(16), at.u32(20), little))
    await apply(source, command, draft, lists, little);
  return draft;
};
