import type { ByteRange } from '../types.ts';

/** A text with `«` and `»` around what is expected: the text without them, and the byte ranges they stood around. Nested marks are told from the outside in. */
export const marked = (text: string): { readonly text: string; readonly ranges: readonly ByteRange[] } => {
  let clean = '';
  const open: number[] = [];
  const ranges: { start: number; end: number }[] = [];
  for (const char of text) {
    if (char === '«') {
      open.push(ranges.length);
      ranges.push({ start: Buffer.byteLength(clean), end: -1 });
    } else if (char === '»') {
      const range = ranges[open.pop() ?? -1];
      if (range === undefined) throw new Error('a » without its «');
      range.end = Buffer.byteLength(clean);
    } else clean += char;
  }
  if (open.length > 0) throw new Error('a « without its »');
  return { text: clean, ranges };
};
