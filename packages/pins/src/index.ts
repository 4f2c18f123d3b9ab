export * from './action/index.ts';
export * from './assess/index.ts';
export * from './docker/index.ts';
export * from './document/index.ts';
export * from './fix/index.ts';
export * from './gitlab/index.ts';
export * from './indexes/index.ts';
export * from './installs/index.ts';
export * from './lockfile/index.ts';
export * from './names/index.ts';
export * from './precommit/index.ts';
export * from './repository/index.ts';
export * from './shell/index.ts';
export * from './workflow/index.ts';
export * from './yaml/index.ts';
export * from './resolution/index.ts';
export { ignoredInline, type InlineIgnore, inlineIgnores } from './rules/inline.ts';
export { nameRules } from './rules/name/index.ts';
export { depsRules } from './rules/deps/index.ts';
export { indexRules } from './rules/index/index.ts';
export { pinRules } from './rules/pin/index.ts';
export { updateRules } from './rules/update/index.ts';
export { workflowRules } from './rules/workflow/index.ts';
export { judgeRepository, type RepositoryJudgement } from './rules/judge.ts';
export {
  type Mend,
  type Observation,
  type PathPlace,
  type PinRule,
  type Place,
  placeAt,
  type Undecided,
} from './rules/rule.ts';
export {
  examineRepository,
  type ExamineOptions,
  REPOSITORY_RULES,
  type RepositoryExamination,
} from './examine/examine.ts';
export { hasSurface } from './examine/surface.ts';
export type * from './types.ts';
