import { crc32 } from 'node:zlib';
import type { ByteSource } from '../types.ts';
import { isGzipMagic, readGzipHeader } from './header.ts';
import { inflateFrom } from './inflate.ts';
import type { GzipHeader, GzipLimits, GzipProblem, GzipReading } from './types.ts';

/** Below this much output no ratio is judged: a few kilobytes of zeros are no bomb. */
const RATIO_FROM = 64 * 2 ** 20;

type State = { readonly problems: GzipProblem[]; size: number };
type Sink = (chunk: Uint8Array) => boolean;

/** RFC 1952, 2.3.1: CRC32 and ISIZE, least significant byte first. */
const checkTrailer = (
  source: ByteSource,
  offset: number,
  crc: number,
  size: number,
  problems: GzipProblem[],
): boolean => {
  if (source.size - offset < 8) {
    problems.push({
      code: 'truncated',
      message: 'The file ends inside the gzip trailer.',
      offset: source.size,
    });
    return false;
  }
  const trailer = Buffer.from(source.read(offset, 8));
  if (trailer.readUInt32LE(0) !== crc)
    problems.push({
      code: 'gzip-crc',
      message: `The CRC-32 of the content is ${crc.toString(16).padStart(8, '0')}, but the gzip trailer says ${trailer.readUInt32LE(0).toString(16).padStart(8, '0')}.`,
      offset,
    });
  if (trailer.readUInt32LE(4) !== size % 2 ** 32)
    problems.push({
      code: 'gzip-size',
      message: `The content has ${size} bytes, but the gzip trailer says ${trailer.readUInt32LE(4)} (modulo 2^32).`,
      offset: offset + 4,
    });
  return true;
};

const endProblem = (
  kind: 'corrupt' | 'out-of-input' | 'stopped',
  bomb: string | undefined,
): Omit<GzipProblem, 'offset'> | undefined => {
  if (kind === 'out-of-input')
    return { code: 'truncated', message: 'The file ends inside the compressed data.' };
  if (kind === 'corrupt')
    return {
      code: 'gzip-data',
      message: 'The compressed data is not a deflate stream: it breaks within 64 KiB from here.',
    };
  // A sink that wants no more is no problem of the file.
  return bomb === undefined ? undefined : { code: 'bomb', message: bomb };
};

/** One member from its deflate stream on; the offset behind its trailer, or undefined when reading cannot go on. */
const readMember = async (
  source: ByteSource,
  header: GzipHeader,
  state: State,
  sink: Sink,
  limits: GzipLimits,
): Promise<number | undefined> => {
  let crc = 0;
  let size = 0;
  let bomb: string | undefined;
  const end = await inflateFrom(source, header.end, (chunk, consumed) => {
    crc = crc32(chunk, crc);
    size += chunk.length;
    state.size += chunk.length;
    const input = header.end + consumed;
    if (state.size > limits.maxTotalSize) bomb = `The content has more than ${limits.maxTotalSize} bytes.`;
    else if (state.size > RATIO_FROM && state.size > input * limits.maxRatio)
      bomb = `${input} bytes inflate to more than ${limits.maxRatio} times as many.`;
    return bomb === undefined && sink(chunk);
  });
  if (end.kind === 'end')
    return checkTrailer(source, end.offset, crc, size, state.problems) ? end.offset + 8 : undefined;
  const problem = endProblem(end.kind, bomb);
  if (problem !== undefined) state.problems.push({ ...problem, offset: end.offset });
  return undefined;
};

/**
 * Inflates a gzip file (RFC 1952) in one pass, giving the content to `sink` (pieces valid only during the call; false
 * stops). Members after the first are read as one stream, as RFC 1952 2.2 says, and reported, because some readers stop
 * after the first; what follows the last member is reported. Checks each CRC-32 and size itself. Bad data never throws.
 */
export const readGzip = async (source: ByteSource, sink: Sink, limits: GzipLimits): Promise<GzipReading> => {
  const state: State = { problems: [], size: 0 };
  const { problems } = state;
  let first: GzipHeader | undefined;
  let members = 0;
  const done = (complete: boolean): GzipReading => ({
    ...(first === undefined ? {} : { header: first }),
    members,
    problems,
    complete,
    size: state.size,
  });
  if (!isGzipMagic(source, 0)) {
    problems.push({
      code: 'not-gzip',
      message: 'The file does not begin as a gzip file (1f 8b).',
      offset: 0,
    });
    return done(false);
  }
  let offset: number | undefined = 0;
  while (offset !== undefined && offset < source.size) {
    if (!isGzipMagic(source, offset)) {
      const rest = source.size - offset;
      problems.push({
        code: 'gzip-trailing-data',
        message: `${rest} bytes follow the end of the gzip data.`,
        offset,
      });
      return done(true);
    }
    if (members === 1)
      problems.push({
        code: 'gzip-multi-member',
        message: 'A second gzip member begins here: some readers see only the first, others both.',
        offset,
      });
    if (members >= limits.maxGzipMembers) {
      problems.push({
        code: 'bomb',
        message: `There are more than ${limits.maxGzipMembers} gzip members.`,
        offset,
      });
      return done(false);
    }
    const reading = readGzipHeader(source, offset);
    problems.push(...reading.problems);
    if (reading.header === undefined) return done(false);
    first ??= reading.header;
    members += 1;
    offset = await readMember(source, reading.header, state, sink, limits);
  }
  return done(offset !== undefined);
};
