export type { NameCollision, NameCollisionKind } from './collisions.ts';
export { collisions } from './collisions.ts';
export { foldName } from './fold.ts';
export type { NameCode, NameProblem } from './problems.ts';
export { entryNameProblems, NAME_CODES } from './problems.ts';
export { quoteName } from './quote.ts';
