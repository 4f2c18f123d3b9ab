import { Buffer } from 'node:buffer';
import type { Position } from '@custody/findings';
import type { InspectedEntry } from '@custody/python';

/** What a .pth file does when Python starts. */
export type PthReading =
  | { readonly kind: 'runs'; readonly code: string; readonly line: Position }
  | { readonly kind: 'paths' }
  /** Only its beginning is known, and nothing runs there. */
  | { readonly kind: 'unread' };

/**
 * Reads a .pth file as Python's `site` does: a line that begins with `import` and a space or tab is run, a blank line and
 * one that begins with `#` mean nothing, every other names a directory. Where the content was not kept only its first 64
 * bytes are known; a line that begins there is told, and a file that goes on behind them is never taken for harmless.
 */
export const judgePth = (inspected: InspectedEntry | undefined): PthReading => {
  if (inspected === undefined) return { kind: 'unread' };
  const { content, head, size, problems } = inspected;
  const bytes = content ?? head;
  const whole = problems.length === 0 && bytes.length === size;
  // Python drops a byte order mark before it looks for lines.
  const lines = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  const index = lines.findIndex((line) => /^import[ \t]/.test(line));
  const code = lines[index];
  if (code !== undefined) return { kind: 'runs', code, line: { kind: 'text', line: index + 1, column: 1 } };
  return { kind: whole ? 'paths' : 'unread' };
};
