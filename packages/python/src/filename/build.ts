import { quote } from '../problem/quote.ts';
import type { TextProblem } from '../problem/types.ts';
import { compareNumbers, readNumber } from '../version/number.ts';
import type { BuildTag, FilenameProblemCode } from './types.ts';

const BUILD = /^([0-9]+)(.*)$/s;
const SUFFIX = /^[A-Za-z0-9_.+]*$/;
const MAX_DIGITS = 4096;

/** Reads a build tag (PEP 427, "File name convention"): digits, then anything. */
export const parseBuild = (text: string, column: number): BuildTag | TextProblem<FilenameProblemCode> => {
  const match = BUILD.exec(text);
  if (match === null) {
    const message = `A build tag starts with a digit; ${quote(text)} does not.`;
    return { code: 'build-digit', column, message };
  }
  const [, digits = '', suffix = ''] = match;
  if (!SUFFIX.test(suffix) || digits.length > MAX_DIGITS) {
    const message = `The build tag ${quote(text)} has more in it than ASCII letters, digits, "_", "." and "+".`;
    return { code: 'build-characters', column, message };
  }
  return { number: readNumber(digits), suffix };
};

/** The order of builds: none first, then by number, then by suffix. */
export const compareBuilds = (a: BuildTag | undefined, b: BuildTag | undefined): -1 | 0 | 1 => {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compareNumbers(a.number, b.number) || (a.suffix === b.suffix ? 0 : a.suffix < b.suffix ? -1 : 1);
};
