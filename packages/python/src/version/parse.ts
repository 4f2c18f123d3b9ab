import { readNumber } from './number.ts';
import { readPlain } from './plain.ts';
import { strip } from './space.ts';
import type { LocalSegment, PreRelease, Version, VersionNumber } from './types.ts';

/** Longer texts are no versions: nobody makes them, and reading digits costs more than linear time. */
export const MAX_VERSION_LENGTH = 4096;

// PEP 440, Appendix B. ASCII only, whatever the case: without the `u` flag no other letter folds into these.
const VERSION =
  /^v?(?:([0-9]+)!)?([0-9]+(?:\.[0-9]+)*)(?:[._-]?(alpha|a|beta|b|preview|pre|c|rc)[._-]?([0-9]+)?)?(?:-([0-9]+)|[._-]?(post|rev|r)[._-]?([0-9]+)?)?(?:[._-]?(dev)[._-]?([0-9]+)?)?(?:\+([a-z0-9]+(?:[._-][a-z0-9]+)*))?$/i;

const LETTER: ReadonlyMap<string, PreRelease['letter']> = new Map([
  ['alpha', 'a'],
  ['a', 'a'],
  ['beta', 'b'],
  ['b', 'b'],
  ['c', 'rc'],
  ['rc', 'rc'],
  ['pre', 'rc'],
  ['preview', 'rc'],
]);

const DIGITS = /^[0-9]+$/;

const readRelease = (text: string): Version['release'] => {
  const [first = '0', ...rest] = text.split('.');
  return [readNumber(first), ...rest.map(readNumber)];
};

const readPre = (word: string | undefined, digits = '0'): PreRelease | undefined => {
  const letter = word === undefined ? undefined : LETTER.get(word.toLowerCase());
  return letter === undefined ? undefined : { letter, number: readNumber(digits) };
};

/** `1.0-1` is an implicit post release; a word without a number means 0. */
const readSuffix = (
  implicit: string | undefined,
  word: string | undefined,
  digits = '0',
): VersionNumber | undefined =>
  implicit !== undefined ? readNumber(implicit) : word === undefined ? undefined : readNumber(digits);

// `7e10` is a word, not a number: only digits make a number.
const readLocal = (text: string | undefined): readonly LocalSegment[] | undefined =>
  text
    ?.toLowerCase()
    .split(/[._-]/)
    .map((segment) => (DIGITS.test(segment) ? readNumber(segment) : segment));

/**
 * Reads a version in any spelling that PEP 440 admits (Appendix B): `v1.0-ALPHA.1`, `1!2.0.post`, ` 1.0+Ubuntu_1 `.
 * White space at both ends is ignored.
 *
 * @returns undefined where it is no version, or is longer than 4,096 characters.
 */
export const parseVersion = (text: string): Version | undefined => {
  if (text.length > MAX_VERSION_LENGTH) return undefined;
  const plain = readPlain(text);
  if (plain !== undefined)
    return { epoch: 0, release: plain, pre: undefined, post: undefined, dev: undefined, local: undefined };
  const match = VERSION.exec(text) ?? VERSION.exec(strip(text));
  if (match === null) return undefined;
  const [
    ,
    epoch,
    release = '',
    preWord,
    preDigits,
    implicit,
    postWord,
    postDigits,
    devWord,
    devDigits,
    local,
  ] = match;
  return {
    epoch: readNumber(epoch ?? '0'),
    release: readRelease(release),
    pre: readPre(preWord, preDigits),
    post: readSuffix(implicit, postWord, postDigits),
    dev: readSuffix(undefined, devWord, devDigits),
    local: readLocal(local),
  };
};
