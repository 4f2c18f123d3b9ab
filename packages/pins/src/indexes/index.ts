export { type AskedAnswers, answersOf } from './answers.ts';
export { type IndexData, indexDataOf } from './data.ts';
export { type GivenFile, type GivenProject, readProjectPage } from './page.ts';
export { INDEX_RULES, type IndexQuestion, indexQuestions } from './questions.ts';
export { answering, indexScopesIn } from './scopes.ts';
export type { IndexScope, IndexStrategy, IndexUse } from './types.ts';
export { indexKey, isLoopback, PYPI, shownIndex } from './url.ts';
