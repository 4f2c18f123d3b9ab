export type { Invalid, TextProblem } from './types.ts';
