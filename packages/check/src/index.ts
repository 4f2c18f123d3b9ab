export * from './audit/index.ts';
export { check, type CheckOptions } from './check.ts';
export { type Auditable, type Discovered, type Discovery, discover } from './discover/discover.ts';
export { type ArtifactKind, KINDS } from './discover/kinds.ts';
export { examine } from './examine/examine.ts';
export type { TrustMaterial } from './examine/task.ts';
export { allRules, ruleById } from './registry.ts';
export { selectRules, type Selection } from './select/select.ts';
