/** A file's text, and where each of its characters begins in its bytes. */
export type DecodedText = {
  readonly kind: 'text';
  readonly text: string;
  readonly encoding: string;
  /** The offset of the byte where the UTF-16 code unit at `index` begins; the file's length for one past the end. */
  readonly byteAt: (index: number) => number;
};

export type Decoding = DecodedText | { readonly kind: 'unreadable'; readonly reason: string };

const unreadable = (reason: string): Decoding => ({ kind: 'unreadable', reason });

/** As Python spells encodings of one byte for each character, and the decoder that knows them. */
const SINGLE: ReadonlyMap<string, string> = new Map([
  ...['latin-1', 'latin1', 'iso-8859-1', 'iso8859-1', 'l1'].map((name) => [name, 'latin1'] as const),
  ...['ascii', 'us-ascii'].map((name) => [name, 'ascii'] as const),
  ...Array.from({ length: 9 }, (_, at) => [`cp125${at}`, `windows-125${at}`] as const),
  ...Array.from({ length: 9 }, (_, at) => [`windows-125${at}`, `windows-125${at}`] as const),
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((at) => [`iso-8859-${at}`, `iso-8859-${at}`] as const),
  ['koi8-r', 'koi8-r'],
  ['koi8-u', 'koi8-u'],
]);

const UTF8: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'u8', 'utf-8-sig']);

const STEP = 256;

const utf8Length = (unit: number): number =>
  // Half of a pair: four bytes for two code units.
  unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;

const utf8Offsets = (text: string, start: number): ((index: number) => number) => {
  const marks: number[] = [];
  let at = start;
  for (let index = 0; index < text.length; index += 1) {
    if (index % STEP === 0) marks.push(at);
    at += utf8Length(text.charCodeAt(index));
  }
  const end = at;
  return (index) => {
    if (index >= text.length) return end;
    const mark = Math.floor(index / STEP);
    let offset = marks[mark] ?? start;
    for (let i = mark * STEP; i < index; i += 1) offset += utf8Length(text.charCodeAt(i));
    return offset;
  };
};

const decodeWith = (bytes: Uint8Array, label: string): string | undefined => {
  if (label === 'latin1') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (label === 'ascii' && bytes.some((byte) => byte > 0x7f)) return undefined;
  try {
    return new TextDecoder(label === 'ascii' ? 'utf-8' : label, { fatal: true, ignoreBOM: true }).decode(
      bytes,
    );
  } catch {
    return undefined;
  }
};

const unicode = (bytes: Uint8Array, start: number): Decoding => {
  const text = decodeWith(bytes.subarray(start), 'utf-8');
  if (text === undefined)
    return unreadable('it is not UTF-8, and its first two lines name no other encoding');
  const byteAt =
    text.length === bytes.length - start ? (index: number) => start + index : utf8Offsets(text, start);
  return { kind: 'text', text, encoding: 'utf-8', byteAt };
};

const wide = (bytes: Uint8Array, label: 'utf-16le' | 'utf-16be'): Decoding => {
  const text = decodeWith(bytes.subarray(2), label);
  return text === undefined
    ? unreadable(`its byte order mark says ${label}, and it is not`)
    : { kind: 'text', text, encoding: label, byteAt: (index) => Math.min(2 + index * 2, bytes.length) };
};

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

/** The encoding that one of the first two lines names (PEP 263, as pip looks for it). */
const declared = (bytes: Uint8Array): string | undefined => {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').split('\n', 2);
  for (const line of head) {
    const name = line.startsWith('#') ? /coding[:=]\s*([-\w.]+)/.exec(line)?.[1] : undefined;
    if (name !== undefined) return name.toLowerCase().replaceAll('_', '-');
  }
  return undefined;
};

/**
 * Decodes a requirements file as pip does: a byte order mark, else the encoding that a comment in the first two lines names, else
 * UTF-8 (pip takes the machine's own; then the same file would mean different things). Never throws.
 */
export const decodeRequirements = (bytes: Uint8Array): Decoding => {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return unicode(bytes, 3);
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff))
    return unreadable('it is UTF-32, which is not read: save it as UTF-8');
  if (startsWith(bytes, 0xff, 0xfe)) return wide(bytes, 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return wide(bytes, 'utf-16be');
  const name = declared(bytes);
  if (name === undefined || UTF8.has(name)) return unicode(bytes, 0);
  const label = SINGLE.get(name);
  if (label === undefined)
    return unreadable(
      `it says that it is in ${JSON.stringify(name.slice(0, 40))}, which is not read: save it as UTF-8`,
    );
  const text = decodeWith(bytes, label);
  return text === undefined
    ? unreadable(`it says that it is in ${label}, and it is not`)
    : { kind: 'text', text, encoding: label, byteAt: (index) => index };
};
