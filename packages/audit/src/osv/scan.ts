import type { OsvProblemCode } from './problem.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COLON = 0x3a;

/** Position behind the string that starts at `at`. */
const behindString = (text: string, at: number): number => {
  let end = text.indexOf('"', at + 1);
  while (end >= 0) {
    let back = end - 1;
    while (text.charCodeAt(back) === BACKSLASH) back -= 1;
    if ((end - back) % 2 === 1) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
};

export type ScanProblem = { readonly code: OsvProblemCode; readonly message: string };

/**
 * What `JSON.parse` would pass over in a text that it accepts: nesting deeper than `maxDepth`, and an object that names a member
 * twice, of which readers keep the first or the last as they like. Linear in the text.
 */
export const scanJson = (text: string, maxDepth: number): ScanProblem | undefined => {
  const frames: (Set<string> | undefined)[] = [];
  let position = 0;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === QUOTE) {
      const end = behindString(text, position);
      const names = frames[frames.length - 1];
      if (names !== undefined) {
        let after = end;
        while (text.charCodeAt(after) <= 0x20) after += 1;
        if (text.charCodeAt(after) === COLON) {
          const quoted = text.slice(position + 1, end - 1);
          // Escapes are another spelling of the same name.
          const name = quoted.includes('\\') ? String(JSON.parse(`"${quoted}"`)) : quoted;
          if (names.has(name))
            return {
              code: 'duplicate-key',
              message: `the member ${JSON.stringify(name.slice(0, 60))} stands twice`,
            };
          names.add(name);
        }
      }
      position = end;
      continue;
    }
    if (code === OPEN || code === OPEN_LIST) {
      frames.push(code === OPEN ? new Set() : undefined);
      if (frames.length > maxDepth) return { code: 'too-deep', message: `nested deeper than ${maxDepth}` };
    } else if (code === CLOSE || code === CLOSE_LIST) frames.pop();
    position += 1;
  }
  return undefined;
};
