export { type HookRepository, type PreCommit, preCommitIn, preCommitOf } from './precommit.ts';
