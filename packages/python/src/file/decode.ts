import type { FileProblem, TextCode } from './types.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });

/** How many bytes the well-formed UTF-8 sequence at `at` has, 0 if there is none (Unicode 15, table 3-7). */
const sequenceLength = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : (first & 0xf0) === 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0) return 0;
  const second = bytes[at + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < length; i += 1) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
};

const firstBadByte = (
  bytes: Uint8Array,
): { readonly offset: number; readonly line: number; readonly column: number } => {
  let line = 1;
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) break;
    if (bytes[at] === 0x0a) {
      line += 1;
      start = at + 1;
    }
    at += length;
  }
  return { offset: at, line, column: at - start + 1 };
};

export type DecodedText = {
  /** Without the byte order mark; with U+FFFD for bytes that are not UTF-8. */
  readonly text: string;
  /** False where `text` does not stand for the bytes. */
  readonly exact: boolean;
  readonly problems: readonly FileProblem<TextCode>[];
};

/** The text of a file that must be UTF-8 without a byte order mark. Never throws; linear. */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const problems: FileProblem<TextCode>[] = [];
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (marked)
    problems.push({
      code: 'byte-order-mark',
      message: 'The file begins with a byte order mark.',
      line: 1,
      column: 1,
    });
  const body = marked ? bytes.subarray(3) : bytes;
  try {
    return { text: strict.decode(body), exact: !marked, problems };
  } catch {
    const { offset, line, column } = firstBadByte(body);
    const seen = (body[offset] ?? 0).toString(16).padStart(2, '0');
    problems.push({
      code: 'not-utf8',
      message: `The file is not UTF-8: byte 0x${seen} at offset ${offset + (marked ? 3 : 0)}.`,
      line,
      column,
    });
    return { text: lenient.decode(body), exact: false, problems };
  }
};
