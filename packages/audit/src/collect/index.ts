export { collectFile, type CollectOptions } from './collect.ts';
export { detectInput } from './detect.ts';
export { account, type Pending } from './pending.ts';
export { purlOf } from './purl.ts';
export { scriptBlocks } from './pyproject/script.ts';
export { resolveInclude } from './requirements/follow.ts';
export type { Collected, CollectPorts, CollectProblem, InputKind, ReadAnswer } from './types.ts';
