/**
 * Python's white space: what its `\s` and `str.strip()` take. JavaScript's differs: it lacks U+001C-001F and U+0085
 * and has U+FEFF.
 */
export const SPACE =
  '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

const ONE = new RegExp(SPACE);

/** How many white space characters stand at the start. */
export const leadingSpace = (text: string): number => {
  let count = 0;
  while (count < text.length && ONE.test(text.charAt(count))) count += 1;
  return count;
};

/** Without Python's white space at both ends; linear, unlike a regular expression that looks for the end. */
export const strip = (text: string): string => {
  let end = text.length;
  while (end > 0 && ONE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).slice(leadingSpace(text.slice(0, end)));
};
