export { statementFinder } from './apply.ts';
export { readVex } from './read.ts';
export type {
  VexDocument,
  VexFormat,
  VexProblem,
  VexProblemCode,
  VexProduct,
  VexPurl,
  VexReading,
  VexStatement,
  VexStatus,
} from './types.ts';
export { type VexAuthor, writeCsaf, writeCycloneDxVex, writeOpenVex } from './write/index.ts';
