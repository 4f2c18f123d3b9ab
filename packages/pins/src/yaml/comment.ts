import type { ByteRange } from '../types.ts';
import type { YamlScalar } from './types.ts';

/** A comment that follows a value on its line. */
export type TrailingComment = {
  /** Without the `#` and the space around. */
  readonly text: string;
  /** From the `#` to the end of the line, without the line break. */
  readonly range: ByteRange;
};

/** The comment behind a value, on the value's last line; a block scalar has none there. */
export const commentAfter = (scalar: YamlScalar): TrailingComment | undefined => {
  if (scalar.style === 'literal' || scalar.style === 'folded') return undefined;
  const { text } = scalar.source;
  const newline = text.indexOf('\n', scalar.end);
  const rest = text.slice(scalar.end, newline === -1 ? text.length : newline).replace(/\r$/, '');
  const match = /^[ \t,\]}]*[ \t]#/.exec(rest);
  if (match === null) return undefined;
  const start = scalar.end + match[0].length - 1;
  return {
    text: text.slice(start + 1, scalar.end + rest.length).trim(),
    range: scalar.source.rangeOf(start, scalar.end + rest.length),
  };
};
