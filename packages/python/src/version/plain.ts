import type { Version } from './types.ts';

const ZERO = 48;
const NINE = 57;
const DOT = 46;

/** Digits of a number that is surely exact. */
const SAFE_DIGITS = 15;

/**
 * The release of a version that is digits and dots alone, as most are; seen from its characters, with nothing made besides.
 * @returns undefined for every other text, and for numbers of more digits.
 */
export const readPlain = (text: string): Version['release'] | undefined => {
  let release: [number, ...number[]] | undefined;
  let number = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      digits += 1;
      if (digits > SAFE_DIGITS) return undefined;
      number = number * 10 + (code - ZERO);
    } else if (code === DOT && digits > 0) {
      if (release === undefined) release = [number];
      else release.push(number);
      number = 0;
      digits = 0;
    } else return undefined;
  }
  if (digits === 0) return undefined;
  if (release === undefined) return [number];
  release.push(number);
  return release;
};

/** Whether a text is digits and dots alone, each number without leading zeros: then it is in its normal form. */
export const isPlainVersion = (text: string): boolean => {
  let before = DOT;
  let zero = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (before === DOT) return false;
      zero = false;
    } else if (code < ZERO || code > NINE || zero) return false;
    else zero = code === ZERO && before === DOT;
    before = code;
  }
  return before !== DOT;
};
