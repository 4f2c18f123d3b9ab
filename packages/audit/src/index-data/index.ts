export { givenData, layered, NO_INDEX } from './given.ts';
export { onlineIndex, type OnlineOptions } from './online.ts';
export type { Answer, IndexData, IndexFile, IndexVersion, Needs } from './types.ts';
