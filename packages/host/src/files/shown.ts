/** Control characters, line separators, bidirectional overrides and lone surrogates: they could forge a line on a terminal. */
const UNSHOWABLE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A path or name from outside, safe to print on one line: unshowable characters become `\u{…}`. */
export const shown = (text: string): string =>
  text.replace(UNSHOWABLE, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
