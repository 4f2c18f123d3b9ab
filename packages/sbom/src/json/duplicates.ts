import { lineCounter } from './lines.ts';
import { keyText, scanJson } from './scan.ts';
import type { Json, JsonObject, JsonProblem } from './types.ts';

/** At most this many are reported; one is already enough to refuse a document. */
const MAX_REPORTED = 100;

/**
 * Every colon that has a quote right before it, if no colon has a blank there: the colon of a member has one or the other, so
 * that these are all members, and a text that begins with a colon at most. `undefined` where members may be missed.
 */
const quotesBeforeColons = (text: string): number | undefined => {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === 0x22) count += 1;
    else if (before <= 0x20) return undefined;
  }
  return count;
};

/** How many members the text writes: the colons outside its strings. The text is well formed. */
const writtenMembers = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3a) count += 1;
    else if (code === 0x22) {
      for (;;) {
        at = text.indexOf('"', at + 1);
        let slashes = at - 1;
        while (text.charCodeAt(slashes) === 0x5c) slashes -= 1;
        if ((at - 1 - slashes) % 2 === 0) break;
      }
    }
  }
  return count;
};

/** How many members were kept, and how deep they stand. The walk stops at `maxDepth` + 1. */
export const measure = (
  value: Json,
  maxDepth: number,
): { readonly members: number; readonly depth: number } => {
  let members = 0;
  let deepest = 0;
  const visit = (node: Json | undefined, depth: number): void => {
    if (typeof node !== 'object' || node === null) return;
    if (depth > deepest) deepest = depth;
    if (depth > maxDepth) return;
    if (Array.isArray(node)) for (const item of node as readonly Json[]) visit(item, depth + 1);
    else {
      const object = node as JsonObject;
      // A parser's objects inherit nothing that could be enumerated.
      for (const name in object) {
        members += 1;
        visit(object[name], depth + 1);
      }
    }
  };
  visit(value, 1);
  return { members, depth: deepest };
};

const findDuplicates = (text: string): JsonProblem[] => {
  const problems: JsonProblem[] = [];
  const position = lineCounter(text);
  const scopes: (Set<string> | undefined)[] = [];
  scanJson(text, {
    open: (kind) => scopes.push(kind === 'object' ? new Set() : undefined),
    close: () => scopes.pop(),
    key: (raw, offset) => {
      const names = scopes.at(-1);
      const name = keyText(raw);
      if (names === undefined) return;
      if (names.has(name) && problems.length < MAX_REPORTED) {
        problems.push({
          code: 'duplicate-key',
          message: `the member ${JSON.stringify(name.slice(0, 80))} is written twice in the same object, so readers differ in which one they see`,
          position: position(offset),
        });
      }
      names.add(name);
    },
  });
  return problems;
};

/**
 * Members that an object writes more than once (RFC 8259, section 4: names SHOULD be unique).
 * The happy path only counts: a parsed value holds as many members as its text writes, unless one hid another.
 * In most texts it does so without a look at what is between the colons.
 */
export const duplicateKeys = (text: string, members: number): readonly JsonProblem[] =>
  quotesBeforeColons(text) === members || writtenMembers(text) === members ? [] : findDuplicates(text);
