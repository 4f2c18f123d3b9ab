import { fileNamePart, normalizeName } from '../name/normalize.ts';
import { isValidName } from '../name/valid.ts';
import { quote } from '../problem/quote.ts';
import type { TextProblem } from '../problem/types.ts';
import type { FilenameProblemCode, IrregularFilenameCode } from './types.ts';

/** Why the first part cannot name a project, if it cannot (PEP 508, "Names"). */
export const nameProblem = (distribution: string): TextProblem<FilenameProblemCode> | undefined =>
  isValidName(distribution)
    ? undefined
    : {
        code: 'name-invalid',
        column: 1,
        message:
          distribution === ''
            ? 'The file name starts with no project name.'
            : `${quote(distribution)} is no project name: ASCII letters, digits, "." and "_", beginning and ending with a letter or digit.`,
      };

/** Whether the first part is the normalised name with `_` for `-` (binary distribution format, PEP 625). */
export const nameIrregularity = (distribution: string): TextProblem<IrregularFilenameCode> | undefined => {
  const expected = fileNamePart(normalizeName(distribution));
  if (distribution === expected) return undefined;
  return {
    code: 'name-not-normalized',
    column: 1,
    message: `The file name should start with ${quote(expected)}, not ${quote(distribution)}.`,
  };
};
