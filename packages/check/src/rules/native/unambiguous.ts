import { nativeRule } from './native-rule.ts';
import { AMBIGUOUS, sayProblems } from './well-formed.ts';

export const unambiguous = nativeRule(
  {
    id: 'native/unambiguous',
    title: 'Binaries say one thing to every reader',
    severity: 'medium',
    confidence: 'medium',
    sources: ['custody'],
    standard: 'System V gABI; Mach-O file format',
    why: 'A scanner goes by one table and the loader by another: what is inspected is not what is loaded.',
    todo: 'Build the binary again; find out which tool wrote two different answers.',
  },
  ({ object }) => sayProblems(object.problems.filter(({ code }) => AMBIGUOUS.has(code))),
);
