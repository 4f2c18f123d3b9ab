export { readGzip } from './read.ts';
export type { GzipCode, GzipHeader, GzipLimits, GzipProblem, GzipReading } from './types.ts';
export { GZIP_CODES } from './types.ts';
export { writeGzip } from './write.ts';
