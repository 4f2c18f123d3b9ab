import type { ByteReader, NativeProblem } from '../types.ts';

/** Fetched at once: most tables and their strings lie within one such block. */
const BLOCK = 16 * 1024;
const ALIGN = 4 * 1024;
const KEPT_BLOCKS = 48;
const READ_LIMIT = 12 * 1024 * 1024;
const TEXT_LIMIT = 2 * 1024 * 1024;
const PROBLEM_LIMIT = 100;

/** A binary under examination: bounded reads, bounded text, and the problems found so far. */
export type Source = {
  readonly size: number;
  readonly problems: readonly NativeProblem[];
  /** `offset` is relative to this source; what is stored is the offset in the whole binary. */
  readonly report: (code: string, offset: number, message: string) => void;
  /** Exactly `length` bytes, or `undefined` where they lie outside the binary or over the read limit. */
  readonly bytes: (position: number, length: number) => Promise<Uint8Array | undefined>;
  /** As `bytes`, without fetching the neighbourhood: for many small fields that are far apart. */
  readonly exactly: (position: number, length: number) => Promise<Uint8Array | undefined>;
  /** True while text of this length may still be kept: an attacker's tables can name one long string many times. */
  readonly afford: (textLength: number) => boolean;
};

type Span = { readonly start: number; readonly bytes: Uint8Array };

/**
 * Wraps a reader with a small block cache and the limits that keep a hostile binary cheap:
 * 12 MiB read, 2 MiB of text kept, 100 problems. Rejects only where the reader itself does.
 */
export const createSource = (reader: ByteReader): Source => {
  const { size } = reader;
  const problems: NativeProblem[] = [];
  const spans: Span[] = [];
  let readSoFar = 0;
  let textSoFar = 0;
  const said = new Set<string>();

  const report = (code: string, offset: number, message: string): void => {
    if (problems.length >= PROBLEM_LIMIT) return;
    problems.push(
      problems.length === PROBLEM_LIMIT - 1
        ? { code: 'native/too-many-problems', offset, message: 'further problems are not listed' }
        : { code, offset, message },
    );
  };
  const once = (code: string, offset: number, message: string): void => {
    if (said.has(code)) return;
    said.add(code);
    report(code, offset, message);
  };
  const inside = (position: number, length: number): boolean =>
    Number.isSafeInteger(position) &&
    Number.isSafeInteger(length) &&
    position >= 0 &&
    length >= 0 &&
    position + length <= size;

  const fetch = async (position: number, length: number): Promise<Uint8Array | undefined> => {
    if (readSoFar + length > READ_LIMIT) {
      once('native/read-limit', position, `more than ${READ_LIMIT} bytes would have to be read`);
      return undefined;
    }
    readSoFar += length;
    return reader.read(position, length);
  };

  return {
    size,
    problems,
    report,
    exactly: async (position, length) => (inside(position, length) ? fetch(position, length) : undefined),
    bytes: async (position, length) => {
      if (!inside(position, length)) return undefined;
      const end = position + length;
      const kept = spans.findLast((span) => span.start <= position && end <= span.start + span.bytes.length);
      if (kept !== undefined) return kept.bytes.subarray(position - kept.start, end - kept.start);
      const start = position - (position % ALIGN);
      const fetched = await fetch(start, Math.min(size, Math.max(end, start + BLOCK)) - start);
      if (fetched === undefined) return undefined;
      if (spans.length === KEPT_BLOCKS) spans.shift();
      spans.push({ start, bytes: fetched });
      return fetched.subarray(position - start, end - start);
    },
    afford: (length) => {
      textSoFar += length;
      if (textSoFar <= TEXT_LIMIT) return true;
      once('native/text-limit', 0, `more than ${TEXT_LIMIT} characters of names`);
      return false;
    },
  };
};

/** A part of a binary as a source of its own (a slice of a universal Mach-O); limits and problems are shared. */
export const partOf = (whole: Source, start: number, size: number): Source => {
  const within = (position: number, length: number): boolean =>
    position >= 0 && length >= 0 && position + length <= size;
  return {
    size,
    problems: whole.problems,
    report: (code, offset, message) => whole.report(code, start + offset, message),
    bytes: async (position, length) =>
      within(position, length) ? whole.bytes(start + position, length) : undefined,
    exactly: async (position, length) =>
      within(position, length) ? whole.exactly(start + position, length) : undefined,
    afford: whole.afford,
  };
};
