import type { Invalid, TextProblem } from '../problem/types.ts';
import { strip } from '../version/space.ts';
import { parseSpecifier } from './clause.ts';
import type { Specifier, SpecifierProblemCode, SpecifierSet } from './types.ts';

/**
 * Reads clauses parted by commas, `>=1.0,!=1.3.*,<2` (PEP 440, "Version specifiers"). Empty clauses are passed over,
 * as `packaging` does; an empty text is the set that admits every version.
 *
 * @param column where the text begins in a longer one, from 1.
 */
export const parseSpecifierSet = (text: string, column = 1): SpecifierSet | Invalid<SpecifierProblemCode> => {
  const specifiers: Specifier[] = [];
  const problems: TextProblem<SpecifierProblemCode>[] = [];
  let start = column;
  for (const clause of text.split(',')) {
    const read = strip(clause) === '' ? undefined : parseSpecifier(clause, start);
    if (read?.kind === 'invalid') problems.push(...read.problems);
    else if (read !== undefined) specifiers.push(read);
    start += clause.length + 1;
  }
  const [first, ...rest] = problems;
  return first === undefined ? { kind: 'ok', specifiers } : { kind: 'invalid', problems: [first, ...rest] };
};
