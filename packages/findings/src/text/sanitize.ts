// Controls, format characters (bidi, zero width, tags), lone surrogates, line and paragraph separators, and letters that
// are drawn as nothing. What remains has a shape that a person can see and stays on its line.
// Made when first needed: tables of Unicode take longer to build than most reports to write.
const invisible = (): RegExp =>
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;

/** Without the `#` that a command begins with: nothing to show, nothing to disarm. Most texts are told by this one look. */
const PLAIN = /^[\x20-\x22\x24-\x7e]*$/;
const PRINTABLE = /^[\x20-\x7e]*$/;

// Build services obey `##[…]` and `##vso[…]` wherever they stand in a line of the log.
const LOG_COMMAND = /##(?=[a-z]{0,20}\[)/gi;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escapeOf = (character: string): string => {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
};

/**
 * Shows what cannot be seen: control characters, ANSI escapes, bidi controls, line breaks, zero-width characters and lone
 * surrogates become visible escapes (`\x1b`, `\u202e`, `\n`). Everything else is left as it is; doing it twice changes nothing.
 */
export const sanitize = (text: string): string =>
  PLAIN.test(text)
    ? text
    : (PRINTABLE.test(text) ? text : text.replace(invisible(), escapeOf)).replace(LOG_COMMAND, '#\\x23');
