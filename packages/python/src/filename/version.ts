import { quote } from '../problem/quote.ts';
import type { TextProblem } from '../problem/types.ts';
import { versionText } from '../version/text.ts';
import type { Version } from '../version/types.ts';
import type { FilenameProblemCode, IrregularFilenameCode } from './types.ts';

/** The problem of a version part that is no version. */
export const versionProblem = (text: string, column: number): TextProblem<FilenameProblemCode> => ({
  code: 'version-invalid',
  column,
  message: `${quote(text)} is no version (PEP 440).`,
});

/** Whether the version part is written in its normal form (PEP 440, "Normalization"). */
export const versionIrregularity = (
  version: Version,
  text: string,
  column: number,
): TextProblem<IrregularFilenameCode> | undefined => {
  const expected = versionText(version);
  if (text === expected) return undefined;
  return {
    code: 'version-not-canonical',
    column,
    message: `The version should be written ${quote(expected)}, not ${quote(text)}.`,
  };
};
