/** A member of one of a document's objects, in the order and as often as it is written. */
export type JsonMember = {
  readonly section: string;
  readonly key: string;
  readonly value: unknown;
  /** Of its key, from 1. */
  readonly line: number;
};

export type JsonMembers =
  | {
      readonly kind: 'members';
      readonly members: readonly JsonMember[];
      /** Keys of the document itself, in order. */
      readonly sections: readonly { readonly key: string; readonly value: unknown; readonly line: number }[];
    }
  | { readonly kind: 'malformed'; readonly message: string };

const STRING = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;
const DEEPEST = 64;

const parse = (text: string): unknown => JSON.parse(text) as unknown;

/**
 * Reads a JSON document that is an object of objects, and gives the members of these one by one: `JSON.parse` would keep only the last of
 * several with one name, and would not tell lines. Never throws; linear. RFC 8259.
 */
export const readJsonMembers = (text: string): JsonMembers => {
  try {
    parse(text);
  } catch (error) {
    return {
      kind: 'malformed',
      message: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '',
    };
  }
  const members: JsonMember[] = [];
  const sections: { key: string; value: unknown; line: number }[] = [];
  /** The key that is open at the first and second depth, with the offset of its value. */
  const open: { key: string; line: number; from: number }[] = [];
  let depth = 0;
  let line = 1;
  let key: { text: string; line: number } | undefined;
  const close = (at: number): void => {
    const ended = open[depth - 1];
    if (depth > 2 || ended === undefined) return;
    open.length = depth - 1;
    const value = parse(text.slice(ended.from, at));
    if (depth === 1) sections.push({ key: ended.key, line: ended.line, value });
    else members.push({ section: open[0]?.key ?? '', key: ended.key, line: ended.line, value });
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\n') line += 1;
    else if (char === '"') {
      STRING.lastIndex = at;
      const found = STRING.exec(text)?.[0] ?? '"';
      // A key is a string that a colon follows; which one that is, the colon tells.
      if (depth <= 2) key = { text: found, line };
      at += found.length - 1;
    } else if (char === ':' && depth <= 2 && key !== undefined && open.length < depth)
      open.push({ key: String(parse(key.text)), line: key.line, from: at + 1 });
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > DEEPEST) return { kind: 'malformed', message: `more than ${DEEPEST} levels` };
    } else if (char === '}' || char === ']') {
      close(at);
      depth -= 1;
    } else if (char === ',') close(at);
  }
  return { kind: 'members', members, sections };
};
