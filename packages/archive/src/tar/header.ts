import { parseTarNumber } from './number.ts';
import type { Report } from './report.ts';
import { beforeNul, firstNonZero } from './text.ts';

/**
 * One header block as it stands, before pax records and long names are applied. Its texts are views of the block, which
 * is reused for the next one: they are decoded before that.
 */
export type TarHeader = {
  readonly offset: number;
  readonly format: 'ustar' | 'gnu' | 'v7';
  readonly type: string;
  /** Undefined when the field is no number: nothing behind this header can be found. */
  readonly size: number | undefined;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
  /** Prefix and name joined. */
  readonly path: Uint8Array;
  readonly linkPath: Uint8Array;
  readonly uname: Uint8Array;
  readonly gname: Uint8Array;
  /** Old GNU sparse files: another block of the map follows. */
  readonly sparseExtended: boolean;
};

/** Name, offset and length of the text fields (POSIX.1-2017 pax, "ustar Interchange Format"). */
const TEXT = {
  name: [0, 100],
  linkname: [157, 100],
  uname: [265, 32],
  gname: [297, 32],
  prefix: [345, 155],
} as const;

const formatOf = (block: Buffer): TarHeader['format'] | undefined => {
  const magic = block.toString('latin1', 257, 265);
  if (magic === 'ustar\x0000') return 'ustar';
  if (magic === 'ustar  \0') return 'gnu';
  return firstNonZero(block.subarray(257, 265)) < 0 ? 'v7' : undefined;
};

const joined = (prefix: Uint8Array, name: Uint8Array): Uint8Array =>
  prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]);

/** Reads one 512-byte block whose checksum has been verified; `offset` is where it stands in the stream. */
export const readTarHeader = (block: Buffer, offset: number, report: Report): TarHeader => {
  const known = formatOf(block);
  if (known === undefined)
    report('magic', 'The header has neither the POSIX nor the GNU magic, nor none at all.', offset + 257);
  const format = known ?? 'v7';

  const text = (field: keyof typeof TEXT): Uint8Array => {
    const [start, length] = TEXT[field];
    const bytes = block.subarray(start, start + length);
    const value = beforeNul(bytes);
    if (firstNonZero(bytes.subarray(value.length)) >= 0)
      report(
        'field-padding',
        `Bytes are hidden behind the end of the header's ${field}.`,
        offset + start + value.length,
      );
    return value;
  };
  const number = (field: string, start: number, length: number, least: number): number | undefined => {
    const result = parseTarNumber(block.subarray(start, start + length));
    const wrong = 'wrong' in result ? result.wrong : result.value < least ? 'is negative' : undefined;
    if (wrong === undefined && 'value' in result) return result.value;
    report('bad-number', `The header's ${field} ${wrong}.`, offset + start);
    return undefined;
  };

  const type = block.toString('latin1', 156, 157);
  // Only POSIX's format has a prefix there; GNU keeps times and the sparse map in the same bytes.
  const prefix = format === 'ustar' ? text('prefix') : new Uint8Array(0);
  if (format !== 'ustar' && type !== 'S' && firstNonZero(block.subarray(345, 500)) >= 0)
    report(
      'prefix-ambiguous',
      'The header is not in the POSIX format, but the bytes of its prefix are in use: readers differ on the name.',
      offset + 345,
    );
  number('devmajor', 329, 8, 0);
  number('devminor', 337, 8, 0);
  return {
    offset,
    format,
    type,
    size: number('size', 124, 12, 0),
    mode: number('mode', 100, 8, 0) ?? 0,
    uid: number('uid', 108, 8, 0) ?? 0,
    gid: number('gid', 116, 8, 0) ?? 0,
    mtime: number('mtime', 136, 12, Number.MIN_SAFE_INTEGER) ?? 0,
    path: joined(prefix, text('name')),
    linkPath: text('linkname'),
    uname: format === 'v7' ? new Uint8Array(0) : text('uname'),
    gname: format === 'v7' ? new Uint8Array(0) : text('gname'),
    sparseExtended: type === 'S' && block[482] === 1,
  };
};
