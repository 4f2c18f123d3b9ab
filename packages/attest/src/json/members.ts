import { isArray, isObject } from './value.ts';
import type { Json } from './types.ts';

/** How many members a value holds, and how deep it is nested. The walk goes no deeper than `maxDepth` + 1. */
export const measure = (
  value: Json,
  maxDepth: number,
): { readonly members: number; readonly depth: number } => {
  let members = 0;
  let deepest = 0;
  const visit = (node: Json, depth: number): void => {
    if (isArray(node)) {
      if (depth > deepest) deepest = depth;
      if (depth <= maxDepth) for (const item of node) visit(item, depth + 1);
    } else if (isObject(node)) {
      if (depth > deepest) deepest = depth;
      if (depth > maxDepth) return;
      for (const item of Object.values(node)) {
        members += 1;
        visit(item, depth + 1);
      }
    }
  };
  visit(value, 1);
  return { members, depth: deepest };
};

/** Where the string that opens at `at` closes. The text is well formed. */
const closingQuote = (text: string, at: number): number => {
  for (let from = at; ; ) {
    from = text.indexOf('"', from + 1);
    let slashes = from - 1;
    while (text.charCodeAt(slashes) === 0x5c) slashes -= 1;
    if ((from - 1 - slashes) % 2 === 0) return from;
  }
};

/** How many members the text writes: the colons outside its strings. The text is well formed. */
export const writtenMembers = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3a) count += 1;
    else if (code === 0x22) at = closingQuote(text, at);
  }
  return count;
};
