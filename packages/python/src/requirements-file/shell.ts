/** A word as a POSIX shell would split it off, and where it stands; `plain` where its text is what is written. */
export type Word = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly plain: boolean;
};

export type Words = { readonly words: readonly Word[]; readonly fault?: string };

const BLANK = ' \t\r\n';

/** Splits options into words as Python's `shlex.split` does: quotes, backslashes, no comments. Linear. */
export const splitWords = (text: string, from: number): Words => {
  const words: Word[] = [];
  let at = from;
  while (at < text.length) {
    while (at < text.length && BLANK.includes(text.charAt(at))) at += 1;
    if (at >= text.length) break;
    const start = at;
    const parts: string[] = [];
    let plain = true;
    for (; at < text.length && !BLANK.includes(text.charAt(at)); at += 1) {
      const char = text.charAt(at);
      if (char === '\\') {
        plain = false;
        at += 1;
        if (at >= text.length) return { words, fault: 'it ends in a backslash' };
        parts.push(text.charAt(at));
      } else if (char === '"' || char === "'") {
        plain = false;
        for (at += 1; text.charAt(at) !== char; at += 1) {
          if (at >= text.length) return { words, fault: 'a quotation is not closed' };
          // In double quotes, a backslash takes the meaning from a quote and from itself only.
          if (
            char === '"' &&
            text.charAt(at) === '\\' &&
            '"\\'.includes(text.charAt(at + 1)) &&
            at + 1 < text.length
          )
            at += 1;
          parts.push(text.charAt(at));
        }
      } else parts.push(char);
    }
    words.push({ text: parts.join(''), start, end: at, plain });
  }
  return { words };
};
