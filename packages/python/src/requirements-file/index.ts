export { namedByFile } from './address.ts';
export { type ReadRequirementsOptions, readRequirementsFile } from './read.ts';
export type {
  ByteRange,
  RequirementsAddress,
  RequirementsEntry,
  RequirementsFileReading,
  RequirementsOption,
  RequirementsProblem,
  RequirementsReading,
  RequirementsToken,
  RequirementTokens,
} from './types.ts';
