export { writeCsaf } from './csaf.ts';
export { writeCycloneDxVex } from './cyclonedx.ts';
export type { VexAuthor } from './lines.ts';
export { writeOpenVex } from './openvex.ts';
