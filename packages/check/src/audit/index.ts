export { type ArtifactOptions, collectSdist, collectWheel } from './artifact.ts';
export { accountBill, type BillOptions } from './bill.ts';
export { collectDocument } from './document.ts';
export { collectEnvironment, type EnvironmentAuditOptions } from './environment.ts';
export type { CollectedArtifact } from './types.ts';
