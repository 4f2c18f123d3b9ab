import { verifyChecksum } from './checksum.ts';
import { judgeOrder, readExtension } from './extension.ts';
import { readTarHeader } from './header.ts';
import { judgeMember } from './judge.ts';
import { createMember, type Extensions } from './member.ts';
import type { Report } from './report.ts';
import { firstNonZero } from './text.ts';
import type { TarEntry, TarLimits, TarVisitor } from './types.ts';

const BLOCK = 512;
const EXTENSION_TYPES = new Set(['x', 'X', 'g', 'L', 'K']);

type Mode =
  | { readonly kind: 'header' }
  | { readonly kind: 'extension'; readonly type: string; readonly offset: number; readonly content: Buffer }
  | { readonly kind: 'sparse-map'; readonly entry: TarEntry }
  | { readonly kind: 'content'; readonly entry: TarEntry }
  | { readonly kind: 'padding' }
  | { readonly kind: 'half-end' }
  | { readonly kind: 'after-end' }
  | { readonly kind: 'stopped' };

export type TarParser = {
  /** Takes the next piece of the stream; false when no more is wanted. */
  readonly push: (chunk: Uint8Array) => boolean;
  /** To be called once at the end; `complete` says whether the stream itself ended where it should. */
  readonly finish: (complete: boolean) => { readonly readable: boolean };
  readonly entries: readonly TarEntry[];
  readonly globals: () => ReadonlyMap<string, string>;
  readonly size: () => number;
};

const charsOf = (records: ReadonlyMap<string, string>): number => {
  let sum = 0;
  for (const [key, value] of records) sum += key.length + value.length + 64;
  return sum;
};

/**
 * A tar stream pushed through in pieces of any size; holds one block, one extension header and the entries.
 * The steps of a member: extension headers, header, (old GNU sparse map,) content, padding to 512 bytes.
 */
export const createTarParser = (visitor: TarVisitor, limits: TarLimits, report: Report): TarParser => {
  const entries: TarEntry[] = [];
  const block = Buffer.alloc(BLOCK);
  let filled = 0;
  let position = 0;
  let mode: Mode = { kind: 'header' };
  let left = 0;
  let padding = 0;
  let paddingReported = false;
  let endReported = false;
  let directory = 0;
  let headerSize = 0;
  let extensions: Extensions = { pax: new Map(), globals: new Map() };
  let pending: number | undefined;
  let consumer: ((chunk: Uint8Array) => void) | undefined;

  const stop = (): void => {
    mode = { kind: 'stopped' };
  };
  const bomb = (message: string, offset: number): void => {
    report('bomb', message, offset);
    stop();
  };
  /** What is to be skipped or read next, and the zeros behind it. */
  const expect = (next: Mode, size: number): void => {
    mode = next;
    left = size;
    padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (left === 0) endContent();
  };
  const endContent = (): void => {
    const done = mode;
    consumer = undefined;
    left = padding;
    paddingReported = false;
    mode = left === 0 ? { kind: 'header' } : { kind: 'padding' };
    if (done.kind === 'extension')
      extensions = readExtension(done.type, done.content, done.offset, extensions, report);
  };

  const beginExtension = (type: string, size: number | undefined, offset: number): void => {
    if (size === undefined) return stop();
    if (size > limits.maxHeaderSize)
      return bomb(`An extension header has ${size} bytes; ${limits.maxHeaderSize} are allowed.`, offset);
    judgeOrder(type, offset, extensions, pending !== undefined, report);
    if (type !== 'g') pending ??= offset;
    directory += size;
    if (directory > limits.maxDirectorySize)
      return bomb(`Names and headers take more than ${limits.maxDirectorySize} bytes.`, offset);
    expect({ kind: 'extension', type, offset: offset + BLOCK, content: Buffer.alloc(size) }, size);
  };

  const beginMember = (entry: TarEntry): void => {
    entries.push(entry);
    judgeMember(entry, report);
    directory += entry.name.length + (entry.linkName?.length ?? 0) + charsOf(entry.pax);
    if (directory > limits.maxDirectorySize)
      return bomb(`Names and headers take more than ${limits.maxDirectorySize} bytes.`, entry.headerOffset);
    if (entries.length > limits.maxEntries)
      return bomb(`There are more than ${limits.maxEntries} members.`, entry.headerOffset);
    if (entry.size > limits.maxEntrySize || position + entry.size > limits.maxTotalSize)
      return bomb(`The member claims ${entry.size} bytes, more than is allowed.`, entry.headerOffset + 124);
    consumer = visitor(entry);
    expect({ kind: 'content', entry }, entry.size);
  };

  const takeHeader = (): void => {
    const offset = position - BLOCK;
    if (firstNonZero(block) < 0) {
      mode = { kind: 'half-end' };
      return;
    }
    const verdict = verifyChecksum(block);
    if (verdict.kind === 'wrong') {
      if (offset === 0) report('not-a-tar', 'The data does not begin with a tar header.', 0);
      else
        report(
          'checksum',
          `The header's checksum is wrong: its bytes sum up to ${verdict.expected}.`,
          offset + 148,
        );
      return stop();
    }
    if (verdict.kind === 'signed')
      report('checksum', 'The checksum is right only as a sum of signed bytes.', offset + 148);
    if (verdict.kind === 'odd-form')
      report('checksum', 'The checksum is not written as six octal digits, NUL and space.', offset + 148);
    const header = readTarHeader(block, offset, report);
    if (EXTENSION_TYPES.has(header.type)) return beginExtension(header.type, header.size, offset);
    const entry = createMember(header, extensions, entries.length, position, report);
    extensions = { pax: new Map(), globals: extensions.globals };
    pending = undefined;
    if (entry === undefined) return stop();
    headerSize = 0;
    if (header.sparseExtended) mode = { kind: 'sparse-map', entry };
    else beginMember(entry);
  };

  const takeSparseMap = (entry: TarEntry): void => {
    headerSize += BLOCK;
    if (headerSize > limits.maxHeaderSize)
      return bomb(`A sparse map has more than ${limits.maxHeaderSize} bytes.`, entry.headerOffset);
    if (block[504] !== 1) beginMember({ ...entry, dataOffset: position });
  };

  /** Once: the rest is still read, so that the gzip trailer is reached and judged. */
  const dataAfterEnd = (offset: number): void => {
    endReported = true;
    report('data-after-end', 'Data follows the end of the archive, where other readers may look.', offset);
  };

  const takeHalfEnd = (): void => {
    const at = firstNonZero(block);
    mode = { kind: 'after-end' };
    if (at < 0) return;
    report('missing-end-marker', 'One block of zeros stands where two end an archive.', position - 2 * BLOCK);
    dataAfterEnd(position - BLOCK + at);
  };

  /** Collects one block from pieces; returns the bytes taken. */
  const takeBlock = (chunk: Uint8Array, at: number): number => {
    const taken = Math.min(BLOCK - filled, chunk.length - at);
    block.set(chunk.subarray(at, at + taken), filled);
    filled += taken;
    position += taken;
    if (filled < BLOCK) return taken;
    filled = 0;
    if (mode.kind === 'half-end') takeHalfEnd();
    else if (mode.kind === 'sparse-map') takeSparseMap(mode.entry);
    else takeHeader();
    return taken;
  };

  const takeBytes = (chunk: Uint8Array, at: number): number => {
    const taken = Math.min(left, chunk.length - at);
    const piece = chunk.subarray(at, at + taken);
    if (mode.kind === 'content') consumer?.(piece);
    else if (mode.kind === 'extension') mode.content.set(piece, mode.content.length - left);
    else if (!paddingReported) {
      const odd = firstNonZero(piece);
      if (odd >= 0)
        report('padding-not-zero', 'Bytes are hidden in the padding behind a content.', position + odd);
      paddingReported = odd >= 0;
    }
    position += taken;
    left -= taken;
    if (left > 0) return taken;
    if (mode.kind === 'padding') mode = { kind: 'header' };
    else endContent();
    return taken;
  };

  const takeRest = (chunk: Uint8Array, at: number): number => {
    const odd = endReported ? -1 : firstNonZero(chunk.subarray(at));
    if (odd >= 0) dataAfterEnd(position + odd);
    position += chunk.length - at;
    return chunk.length - at;
  };

  const push = (chunk: Uint8Array): boolean => {
    for (let at = 0; at < chunk.length && mode.kind !== 'stopped'; ) {
      if (mode.kind === 'after-end') at += takeRest(chunk, at);
      else if (mode.kind === 'header' || mode.kind === 'half-end' || mode.kind === 'sparse-map')
        at += takeBlock(chunk, at);
      else at += takeBytes(chunk, at);
    }
    return mode.kind !== 'stopped';
  };

  const finish = (complete: boolean): { readable: boolean } => {
    if (mode.kind === 'stopped' || !complete) return { readable: false };
    if (pending !== undefined)
      report('extension-order', 'An extension header stands before no member.', pending);
    if (position === 0) report('not-a-tar', 'The data is empty.', 0);
    else if (
      filled > 0 ||
      mode.kind === 'extension' ||
      mode.kind === 'content' ||
      mode.kind === 'sparse-map'
    ) {
      report(
        position < BLOCK ? 'not-a-tar' : 'truncated',
        'The data ends inside a member or its header.',
        position,
      );
      return { readable: false };
    } else if (mode.kind === 'padding') {
      report('truncated', "The data ends inside the padding behind a member's content.", position);
      return { readable: false };
    } else if (mode.kind !== 'after-end')
      report('missing-end-marker', 'The archive does not end in two blocks of zeros.', position);
    return { readable: position > 0 };
  };

  return { push, finish, entries, globals: () => extensions.globals, size: () => position };
};
