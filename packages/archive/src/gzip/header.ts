import { crc32 } from 'node:zlib';
import type { ByteSource } from '../types.ts';
import type { GzipHeader, GzipProblem } from './types.ts';

/** Longest extra field, name and comment together; real headers have some tens of bytes. */
const HEADER_CAP = 256 * 1024;

const FHCRC = 2;
const FEXTRA = 4;
const FNAME = 8;
const FCOMMENT = 16;
const RESERVED = 0xe0;

export type GzipHeaderReading = { readonly header?: GzipHeader; readonly problems: readonly GzipProblem[] };

/** True where a member begins: RFC 1952, 2.3.1, ID1 and ID2. */
export const isGzipMagic = (source: ByteSource, offset: number): boolean => {
  if (source.size - offset < 2) return false;
  const magic = source.read(offset, 2);
  return magic[0] === 0x1f && magic[1] === 0x8b;
};

/**
 * The member header at `offset`, whose magic has been seen. Without `header` in the result the member cannot be read.
 * The name and the comment are ISO 8859-1 (RFC 1952, 2.3.1).
 */
export const readGzipHeader = (source: ByteSource, offset: number): GzipHeaderReading => {
  const problems: GzipProblem[] = [];
  const report = (code: GzipProblem['code'], message: string, at: number): void => {
    problems.push({ code, message, offset: offset + at });
  };
  const bytes = Buffer.from(source.read(offset, Math.min(HEADER_CAP, source.size - offset)));
  const short = (): GzipHeaderReading => {
    if (bytes.length < HEADER_CAP) report('truncated', 'The file ends inside a gzip header.', bytes.length);
    else report('gzip-header', `The gzip header has more than ${HEADER_CAP} bytes.`, 0);
    return { problems };
  };
  if (bytes.length < 10) return short();
  const method = bytes.readUInt8(2);
  if (method !== 8) {
    report('gzip-header', `The gzip compression method is ${method}, where 8 (deflate) is the only one.`, 2);
    return { problems };
  }
  const flags = bytes.readUInt8(3);
  if ((flags & RESERVED) !== 0)
    // RFC 1952, 2.3.1.2: a reserved bit may mean a field that would be taken for data.
    report('gzip-header', `Reserved gzip flag bits are set: 0x${flags.toString(16).padStart(2, '0')}.`, 3);
  let at = 10;
  let extraSize = 0;
  if ((flags & FEXTRA) !== 0) {
    if (bytes.length < at + 2) return short();
    extraSize = bytes.readUInt16LE(at);
    at += 2 + extraSize;
    if (bytes.length < at) return short();
  }
  const text = (): string | undefined => {
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    const value = bytes.toString('latin1', at, end);
    at = end + 1;
    return value;
  };
  const name = (flags & FNAME) === 0 ? undefined : text();
  if ((flags & FNAME) !== 0 && name === undefined) return short();
  const comment = (flags & FCOMMENT) === 0 ? undefined : text();
  if ((flags & FCOMMENT) !== 0 && comment === undefined) return short();
  if ((flags & FHCRC) !== 0) {
    if (bytes.length < at + 2) return short();
    const actual = crc32(bytes.subarray(0, at)) & 0xffff;
    if (actual !== bytes.readUInt16LE(at)) report('gzip-header', 'The CRC of the gzip header is wrong.', at);
    at += 2;
  }
  const header: GzipHeader = {
    mtime: bytes.readUInt32LE(4),
    extraFlags: bytes.readUInt8(8),
    os: bytes.readUInt8(9),
    ...(name === undefined ? {} : { name }),
    ...(comment === undefined ? {} : { comment }),
    extraSize,
    end: offset + at,
  };
  return { header, problems };
};
