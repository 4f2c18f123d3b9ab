import { areNeighbours } from './keyboard.ts';

/** What a hand, or somebody who waits for it, did to a name. */
export type EditKind =
  /** Two neighbouring letters changed places. */
  | 'transposition'
  /** A letter stands twice, or once where it should twice. */
  | 'repeat'
  /** A letter is missing. */
  | 'omission'
  /** A key beside the right one, instead of it or as well. */
  | 'keyboard'
  /** One vowel for another. */
  | 'vowel'
  /** A letter too many. */
  | 'insertion'
  /** One letter for another. */
  | 'substitution';

const VOWELS = /^[aeiouy]$/;

const insertedAt = (long: string, at: number, isWritten: boolean): EditKind => {
  const letter = long[at] ?? '';
  if (letter === long[at - 1] || letter === long[at + 1]) return 'repeat';
  if (!isWritten) return 'omission';
  return areNeighbours(letter, long[at - 1] ?? '') || areNeighbours(letter, long[at + 1] ?? '')
    ? 'keyboard'
    : 'insertion';
};

/**
 * Which single optimal-string-alignment edit made `written` of `meant`; `undefined` where they are equal or further apart.
 * Linear in their length.
 */
export const oneEdit = (written: string, meant: string): EditKind | undefined => {
  const difference = written.length - meant.length;
  if (difference > 1 || difference < -1 || written === meant) return undefined;
  let at = 0;
  while (at < written.length && at < meant.length && written[at] === meant[at]) at += 1;
  if (difference === 1)
    return written.slice(at + 1) === meant.slice(at) ? insertedAt(written, at, true) : undefined;
  if (difference === -1)
    return written.slice(at) === meant.slice(at + 1) ? insertedAt(meant, at, false) : undefined;
  const [was, is] = [meant[at] ?? '', written[at] ?? ''];
  if (written.slice(at + 1) === meant.slice(at + 1)) {
    if (VOWELS.test(was) && VOWELS.test(is)) return 'vowel';
    return areNeighbours(was, is) ? 'keyboard' : 'substitution';
  }
  return was === written[at + 1] && is === meant[at + 1] && written.slice(at + 2) === meant.slice(at + 2)
    ? 'transposition'
    : undefined;
};
