export { compareBuilds } from './build.ts';
export { formatSdistFilename, formatWheelFilename, releaseStem } from './format.ts';
export { parseSdistFilename } from './sdist.ts';
export type {
  BuildTag,
  FilenameProblemCode,
  IrregularFilenameCode,
  SdistFilename,
  WheelFilename,
} from './types.ts';
export { parseWheelFilename } from './wheel.ts';
