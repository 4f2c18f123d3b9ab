import { setImmediate } from 'node:timers/promises';
import { readGzip } from '../gzip/index.ts';
import type { ByteSource } from '../types.ts';
import { judgeCollisions } from './collide.ts';
import { TAR_LIMITS } from './limits.ts';
import { judgeLinks } from './links.ts';
import { createTarParser, type TarParser } from './parser.ts';
import { createReporter, type Reporter } from './report.ts';
import type { GzipInfo, TarLimits, TarReading, TarVisitor } from './types.ts';

const PIECE = 256 * 1024;

/** The last steps of both readers: what only the whole archive shows. */
const conclude = (parser: TarParser, reporter: Reporter, complete: boolean): Omit<TarReading, 'gzip'> => {
  const { readable } = parser.finish(complete);
  judgeCollisions(parser.entries, reporter.report);
  judgeLinks(parser.entries, reporter.report);
  return {
    entries: parser.entries,
    ...reporter.result(),
    readable,
    globals: parser.globals(),
    size: parser.size(),
  };
};

/**
 * Reads an uncompressed tar (POSIX.1-2017 pax and ustar, GNU, v7) in one pass and bounded memory; `visitor` sees each
 * member and may take its content. All that is wrong with it is in `problems`; bad data never throws, but what `visitor`
 * or `source` throws rejects the promise. Nothing is extracted. Limits default to `TAR_LIMITS`.
 */
export const readTar = async (
  source: ByteSource,
  visitor: TarVisitor,
  limits: Partial<TarLimits> = {},
): Promise<TarReading> => {
  const bounds = { ...TAR_LIMITS, ...limits };
  const reporter = createReporter(bounds.maxProblemsPerCode);
  const parser = createTarParser(visitor, bounds, reporter.report);
  for (let at = 0; at < source.size; at += PIECE) {
    if (!parser.push(source.read(at, Math.min(PIECE, source.size - at)))) break;
    // Others get their turn: a huge file may take seconds.
    await setImmediate();
  }
  return conclude(parser, reporter, true);
};

/**
 * Reads a `.tar.gz` (RFC 1952 around `readTar`'s formats; PEP 625 sdists) in one pass and bounded memory: see `readTar`.
 * Problems of stream `gzip` have offsets in the compressed file, those of stream `tar` in the uncompressed stream.
 */
export const readTarGz = async (
  source: ByteSource,
  visitor: TarVisitor,
  limits: Partial<TarLimits> = {},
): Promise<TarReading> => {
  const bounds = { ...TAR_LIMITS, ...limits };
  const reporter = createReporter(bounds.maxProblemsPerCode);
  const parser = createTarParser(visitor, bounds, reporter.report);
  const gzip = await readGzip(source, parser.push, bounds);
  for (const problem of gzip.problems) reporter.add({ ...problem, stream: 'gzip' });
  const reading = conclude(parser, reporter, gzip.complete);
  if (gzip.header === undefined) return reading;
  const { end: _, ...header } = gzip.header;
  const info: GzipInfo = { ...header, members: gzip.members };
  return { ...reading, gzip: info };
};
