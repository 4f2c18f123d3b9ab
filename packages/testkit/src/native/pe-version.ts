import { concat, padTo, u16, u32 } from '../bytes/bytes.ts';

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`${text}\0`, 'utf16le'));

/** One block of a version resource: length, value length, type, key, value, children; each part aligned to 4. */
const block = (
  key: string,
  value: Uint8Array,
  valueLength: number,
  type: 0 | 1,
  children: readonly Uint8Array[],
): Uint8Array => {
  const head = padTo(concat(u16(0), u16(valueLength), u16(type), utf16(key)), 4);
  let whole = concat(head, value);
  for (const child of children) whole = concat(padTo(whole, 4), child);
  whole.set(u16(whole.length));
  return whole;
};

const fixed = (file: string, product: string): Uint8Array => {
  const pair = (version: string): Uint8Array => {
    const [a = 0, b = 0, c = 0, d = 0] = version.split('.').map(Number);
    return concat(u32(a * 0x1_0000 + b), u32(c * 0x1_0000 + d));
  };
  return concat(
    u32(0xfeef_04bd),
    u32(0x1_0000),
    pair(file),
    pair(product),
    u32(0x3f),
    u32(0),
    u32(0x4_0004),
    u32(2),
    u32(0),
    u32(0),
    u32(0),
  );
};

/** VS_VERSIONINFO with one string table (US English, UTF-16). Microsoft, "VS_VERSIONINFO structure". */
export const versionResource = (
  strings: Readonly<Record<string, string>>,
  fileVersion: string,
  productVersion: string,
): Uint8Array => {
  const entries = Object.entries(strings).map(([key, text]) => {
    const value = utf16(text);
    return block(key, value, value.length / 2, 1, []);
  });
  const none = new Uint8Array(0);
  const table = block('040904b0', none, 0, 1, entries);
  const value = fixed(fileVersion, productVersion);
  return block('VS_VERSION_INFO', value, value.length, 0, [
    block('StringFileInfo', none, 0, 1, [table]),
    block('VarFileInfo', none, 0, 1, [block('Translation', concat(u16(0x0409), u16(0x04b0)), 4, 0, [])]),
  ]);
};

/** The resource tree around one version resource: type 16, id 1, US English. `at` is its own address. */
export const resourceSection = (at: number, version: Uint8Array): Uint8Array => {
  const SUBDIRECTORY = 0x8000_0000;
  const directory = (id: number, target: number): Uint8Array =>
    concat(new Uint8Array(12), u16(0), u16(1), u32(id), u32(target));
  return concat(
    directory(16, SUBDIRECTORY + 24),
    directory(1, SUBDIRECTORY + 48),
    directory(0x0409, 72),
    u32(at + 88),
    u32(version.length),
    u32(0),
    u32(0),
    version,
  );
};
