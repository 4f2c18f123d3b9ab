import type { AST } from 'toml-eslint-parser';

/** A TOML document with the place of everything in it. Ranges are in UTF-16 code units of `text`. */
export type TomlTree = {
  readonly text: string;
  readonly top: AST.TOMLTopLevelTable;
  readonly comments: AST.TOMLProgram['comments'];
};

export type TomlTreeReading =
  | { readonly kind: 'tree'; readonly tree: TomlTree }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** The parser takes time that grows with the square of what it nests; and nobody's file is larger. */
const LONGEST = 16 * 1024 * 1024;

/**
 * Reads a document for editing. A byte order mark counts as a space, so that places are those of the file. Never throws.
 */
export const readTree = async (text: string): Promise<TomlTreeReading> => {
  if (text.length > LONGEST) return { kind: 'unreadable', reason: 'it is too large to be edited' };
  // Loaded here: few runs edit anything.
  const { parseTOML } = await import('toml-eslint-parser');
  try {
    const program = parseTOML(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text, {
      tomlVersion: '1.0',
    });
    return { kind: 'tree', tree: { text, top: program.body[0], comments: program.comments } };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '';
    return { kind: 'unreadable', reason: `it is no TOML that can be edited: ${message}` };
  }
};

/** The parts of a key. */
export const keyOf = ({ key }: Pick<AST.TOMLKeyValue, 'key'>): readonly string[] =>
  key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));

/** Every key of the document with its whole path and value; of inline tables too, arrays by position. */
export function* valuesOf({ top }: TomlTree): Generator<{
  readonly path: readonly (string | number)[];
  readonly pair: AST.TOMLKeyValue;
}> {
  for (const node of top.body) {
    const base = node.type === 'TOMLTable' ? node.resolvedKey : [];
    for (const pair of node.type === 'TOMLTable' ? node.body : [node])
      yield { path: [...base, ...keyOf(pair)], pair };
  }
}

/** Where a text stands without its quotes; undefined where escapes or several lines make it differ from what it means. */
export const plainRange = (
  { text }: TomlTree,
  node: AST.TOMLContentNode,
): { readonly start: number; readonly end: number } | undefined => {
  if (node.type !== 'TOMLValue' || node.kind !== 'string' || node.multiline) return undefined;
  const [from, to] = node.range;
  return text.slice(from + 1, to - 1) === node.value ? { start: from + 1, end: to - 1 } : undefined;
};
