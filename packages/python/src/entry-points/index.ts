export type { EntryPointCode } from './codes.ts';
export { ENTRY_POINT_CODES } from './codes.ts';
export { parseEntryPoints } from './parse.ts';
export { parseObjectReference } from './reference.ts';
export type { EntryPoint, ObjectReference, ParsedEntryPoints } from './types.ts';
