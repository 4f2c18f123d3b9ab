import type { Invalid } from './types.ts';

/** An answer with a single problem. */
export const invalid = <Code extends string>(code: Code, column: number, message: string): Invalid<Code> => ({
  kind: 'invalid',
  problems: [{ code, message, column }],
});
