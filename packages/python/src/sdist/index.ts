export { inspectSdist } from './inspect.ts';
export type { InspectSdistOptions, SdistArchive, SdistFile, SdistInspection } from './types.ts';
