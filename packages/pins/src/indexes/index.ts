export { type GivenFile, type GivenProject, type IndexData, indexDataOf } from './data.ts';
export { answering, indexScopesIn } from './scopes.ts';
export type { IndexScope, IndexStrategy, IndexUse } from './types.ts';
