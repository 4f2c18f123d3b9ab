export { expandWord } from './expand.ts';
export { parseShell } from './parse.ts';
export { type Program, programOf } from './program.ts';
export type {
  ShellAssignment,
  ShellCommand,
  ShellDialect,
  ShellPart,
  ShellProblemCode,
  ShellRedirect,
  ShellScript,
  ShellWord,
} from './types.ts';
