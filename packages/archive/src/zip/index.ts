export { ZIP_CODES, type ZipCode, type ZipProblem } from './codes.ts';
export type { EntryOutcome } from './content/outcome.ts';
export { type EntryContent, readEntry } from './content/read.ts';
export { type EntryReader, entryReader } from './content/reader.ts';
export { type OnChunk, streamEntry } from './content/stream.ts';
export { ZipError, type ZipErrorCode } from './error.ts';
export { DEFAULT_LIMITS as DEFAULT_ZIP_LIMITS } from './limits.ts';
export { readZip, type ZipReading } from './read.ts';
