export type { CodeFacts, CodeSource, FileProblem, TextCode } from './types.ts';
