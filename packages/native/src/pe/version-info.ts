import { type Fields, fieldsOf } from '../bytes/fields.ts';
import { TEXT_MAX } from '../bytes/text.ts';

const FIXED_SIGNATURE = 0xfeef04bd;
const STRINGS_MAX = 1024;

/** What a version resource says. `complete` is false where a block does not fit the one around it. */
export type VersionInfo = {
  readonly strings: Readonly<Record<string, string>>;
  readonly fileVersion?: string;
  readonly productVersion?: string;
  readonly complete: boolean;
};

/** A block of the resource: a key, a value, and blocks within it; all begin at multiples of four. */
type Block = {
  readonly key: string;
  readonly value: { readonly start: number; readonly end: number };
  readonly children: { readonly start: number; readonly end: number };
  readonly end: number;
};

const up = (value: number): number => Math.ceil(value / 4) * 4;

/** UTF-16LE text up to a NUL or `end`. */
const wideText = (
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly text: string; readonly end: number } => {
  let at = start;
  while (at + 1 < end && (bytes[at] !== 0 || bytes[at + 1] !== 0)) at += 2;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(at - start, 0)).toString(
    'utf16le',
  );
  return { text, end: Math.min(at + 2, end) };
};

const blockAt = (bytes: Uint8Array, at: Fields, start: number, limit: number): Block | undefined => {
  if (start + 6 > limit) return undefined;
  const end = start + at.u16(start);
  if (end > limit || end < start + 6) return undefined;
  const key = wideText(bytes, start + 6, end);
  const valueStart = Math.min(up(key.end), end);
  // The length of a text value counts characters, that of any other counts bytes.
  const valueSize = at.u16(start + 2) * (at.u16(start + 4) === 1 ? 2 : 1);
  const valueEnd = Math.min(valueStart + valueSize, end);
  return {
    key: key.text,
    value: { start: valueStart, end: valueEnd },
    children: { start: Math.min(up(valueEnd), end), end },
    end,
  };
};

/** The blocks within a range; `undefined` closes the list where one does not fit. */
const blocksIn = (
  bytes: Uint8Array,
  at: Fields,
  range: Block['children'],
): readonly (Block | undefined)[] => {
  const blocks: (Block | undefined)[] = [];
  let start = range.start;
  while (start + 6 <= range.end) {
    const block = blockAt(bytes, at, start, range.end);
    blocks.push(block);
    if (block === undefined) break;
    start = up(block.end);
  }
  return blocks;
};

const four = (high: number, low: number): string =>
  [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');

/** Reads VS_VERSIONINFO with its fixed part and its StringFileInfo; of several languages, the first one that has a key gives it. */
export const parseVersionInfo = (bytes: Uint8Array): VersionInfo => {
  const at = fieldsOf(bytes, true);
  const strings: Record<string, string> = Object.create(null);
  const root = blockAt(bytes, at, 0, bytes.length);
  if (root === undefined || root.key !== 'VS_VERSION_INFO') return { strings, complete: false };
  const { start, end } = root.value;
  const fixed = end - start >= 24 && at.u32(start) === FIXED_SIGNATURE;
  let complete = true;
  let count = 0;
  const each = (range: Block['children'], take: (block: Block) => void): void => {
    for (const block of blocksIn(bytes, at, range))
      if (block === undefined) complete = false;
      else take(block);
  };
  each(root.children, (child) => {
    if (child.key !== 'StringFileInfo') return;
    each(child.children, (language) =>
      each(language.children, (string) => {
        const { text } = wideText(bytes, string.value.start, string.end);
        if (string.key in strings || ++count > STRINGS_MAX) return;
        strings[string.key] = text.slice(0, TEXT_MAX).trim();
      }),
    );
  });
  return {
    strings,
    complete,
    ...(fixed
      ? {
          fileVersion: four(at.u32(start + 8), at.u32(start + 12)),
          productVersion: four(at.u32(start + 16), at.u32(start + 20)),
        }
      : {}),
  };
};
