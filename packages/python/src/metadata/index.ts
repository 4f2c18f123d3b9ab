export type { MetadataCode } from './codes.ts';
export { METADATA_CODES } from './codes.ts';
export type { FieldFacts, MetadataVersion } from './fields.ts';
export { METADATA_VERSIONS } from './fields.ts';
export { parseMetadata } from './parse.ts';
export type { CoreMetadata, MetadataField, ParsedMetadata, ProjectUrl } from './types.ts';
