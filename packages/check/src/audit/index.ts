export { type ArtifactOptions, collectSdist, collectWheel } from './artifact.ts';
export { accountBill, type BillOptions } from './bill.ts';
export { type Choice, chooseEntries } from './choose.ts';
export { collectDocument } from './document.ts';
export { collectEnvironment, type EnvironmentAuditOptions } from './environment.ts';
export { type Audited, type AuditOptions, auditTargets } from './run.ts';
export { type CollectedTarget, collectTarget, type TargetOptions } from './target.ts';
export type { CollectedArtifact } from './types.ts';
