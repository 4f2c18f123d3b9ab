export { driftOf, type Drift } from './compare.ts';
export { type DocumentReading, readDocument } from './read.ts';
export { blockOf, documentOf } from './render.ts';
export { surfacesOf } from './surfaces/index.ts';
export type { Row, Surface, SurfaceEntry } from './types.ts';
export { writeDocument, type Written } from './write.ts';
