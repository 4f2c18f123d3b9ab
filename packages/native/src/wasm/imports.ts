import { type Cursor, name, unsigned } from './leb.ts';

const skipLimits = (cursor: Cursor): boolean => {
  const flags = unsigned(cursor);
  if (flags === undefined || unsigned(cursor) === undefined) return false;
  return flags % 2 === 0 || unsigned(cursor) !== undefined;
};

/** Value types are one byte, except references to a heap type of its own (0x63, 0x64). */
const skipType = (cursor: Cursor): boolean => {
  const byte = cursor.bytes[cursor.at++];
  return byte !== undefined && (byte !== 0x63 && byte !== 0x64 ? true : unsigned(cursor) !== undefined);
};

const skipDescription = (cursor: Cursor): boolean => {
  const kind = cursor.bytes[cursor.at++];
  if (kind === 0) return unsigned(cursor) !== undefined;
  if (kind === 1) return skipType(cursor) && skipLimits(cursor);
  if (kind === 2) return skipLimits(cursor);
  if (kind === 3) return skipType(cursor) && cursor.bytes[cursor.at++] !== undefined;
  if (kind === 4) return cursor.bytes[cursor.at++] !== undefined && unsigned(cursor) !== undefined;
  return false;
};

/** The modules that an import section names, each once; `complete` is false where it could not be read to its end. */
export const importedModules = (
  bytes: Uint8Array,
): { readonly modules: readonly string[]; readonly complete: boolean } => {
  const cursor: Cursor = { bytes, at: 0 };
  const modules = new Set<string>();
  const count = unsigned(cursor) ?? Number.NaN;
  for (let index = 0; index < count; index++) {
    const module = name(cursor);
    if (module === undefined || name(cursor) === undefined || !skipDescription(cursor))
      return { modules: [...modules], complete: false };
    modules.add(module);
  }
  return { modules: [...modules], complete: !Number.isNaN(count) };
};

const DYLINK_NEEDED = 2;

/** Names of needed libraries in a `dylink.0` section (WebAssembly tool conventions, "Dynamic Linking"). */
export const dylinkNeeded = (bytes: Uint8Array): readonly string[] => {
  const cursor: Cursor = { bytes, at: 0 };
  const needed: string[] = [];
  while (cursor.at < bytes.length) {
    const kind = bytes[cursor.at++];
    const size = unsigned(cursor);
    if (size === undefined) return needed;
    const end = cursor.at + size;
    if (kind === DYLINK_NEEDED) {
      const count = unsigned(cursor) ?? 0;
      for (let index = 0; index < count && cursor.at < end; index++) {
        const library = name(cursor);
        if (library === undefined) return needed;
        needed.push(library);
      }
    }
    cursor.at = end;
  }
  return needed;
};
