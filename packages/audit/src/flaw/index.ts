export { type Assessor, assessor, type PackageVersion } from './assess.ts';
export { orderIds } from './ids.ts';
export type { Assessment, Flaw, UnjudgedFlaw, Upgrade } from './types.ts';
