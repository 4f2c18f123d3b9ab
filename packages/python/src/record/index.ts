export type { RecordCode } from './codes.ts';
export { RECORD_CODES } from './codes.ts';
export type { RowContent } from './format.ts';
export { formatRecordRow } from './format.ts';
export type { RecordOptions } from './parse.ts';
export { parseRecord } from './parse.ts';
export type { RecordChange } from './replace.ts';
export { replaceRows } from './replace.ts';
export type { ParsedRecord, RecordHash, RecordRow } from './types.ts';
