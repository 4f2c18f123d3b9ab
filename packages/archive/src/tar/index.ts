export * from '../gzip/index.ts';
export type { TarCode } from './codes.ts';
export { TAR_CODES } from './codes.ts';
export { TAR_LIMITS } from './limits.ts';
export { readTar, readTarGz } from './read.ts';
export type {
  GzipInfo,
  TarEntry,
  TarKind,
  TarLimits,
  TarProblem,
  TarReading,
  TarVisitor,
} from './types.ts';
export type { TarInput } from './write/write.ts';
export { writeTar, writeTarGz } from './write/write.ts';
