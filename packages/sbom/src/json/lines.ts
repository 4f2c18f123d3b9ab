import type { TextPosition } from './types.ts';

/**
 * Lines and columns of rising offsets, in one pass over the text: pass the offsets in order.
 * A line ends at LF, CR LF or CR.
 */
export const lineCounter = (text: string): ((offset: number) => TextPosition) => {
  let line = 1;
  let start = 0;
  let at = 0;
  return (offset) => {
    for (; at < offset && at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) {
        line += 1;
        start = at + 1;
      }
    }
    return { line, column: Math.max(offset - start, 0) + 1 };
  };
};
