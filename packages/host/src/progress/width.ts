/** Characters that take two columns on a terminal (East Asian wide and emoji); close enough to keep a line from wrapping. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const ZERO = /\p{Mn}|\p{Me}/u;

const columnsOf = (character: string): number => (ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

/** `text` cut to at most `columns` terminal columns, with an ellipsis where something was cut. */
export const fit = (text: string, columns: number): string => {
  let used = 0;
  let kept = '';
  // What is kept when something must be cut: one column less, for the ellipsis.
  let shorter = '';
  // A label can be as long as its author likes; only what can be seen is measured.
  for (const character of text.slice(0, columns * 8)) {
    used += columnsOf(character);
    if (used > columns) return `${shorter}…`;
    kept += character;
    if (used < columns) shorter = kept;
  }
  return kept;
};
