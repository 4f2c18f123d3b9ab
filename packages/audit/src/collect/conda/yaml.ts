import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** What a YAML document is, with the line of everything: bounded, aliases not followed. */
export type YamlNode =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly YamlNode[]; readonly line: number }
  | {
      readonly kind: 'map';
      readonly members: readonly { readonly key: string; readonly value: YamlNode }[];
      readonly line: number;
    }
  | { readonly kind: 'other'; readonly line: number };

export type YamlReading =
  | { readonly kind: 'yaml'; readonly node: YamlNode }
  | { readonly kind: 'malformed'; readonly message: string; readonly line?: number };

const MAX_BYTES = 8 * 1024 * 1024;
const DEEPEST = 12;

/** Brackets within one another deeper than any such file has them; the parser would recurse as deep. */
const isDeep = (text: string): boolean => {
  let depth = 0;
  for (const char of text.match(/[[\]{}]/g) ?? []) {
    depth = char === '[' || char === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > 200) return true;
  }
  // Lists can also be nested by dashes on one line, and maps by question marks.
  return /(?:[-?][ \t]+){100}/.test(text) || /^ {400}/m.test(text);
};

const textOf = (value: unknown, source: string | undefined): string => source ?? String(value);

const convert = (node: unknown, lines: LineCounter, depth: number): YamlNode => {
  const range = (node as Node | null)?.range;
  const line = range === undefined || range === null ? 1 : lines.linePos(range[0]).line;
  if (depth > DEEPEST) return { kind: 'other', line };
  // As written: 1.10 is a version and no number.
  if (isScalar(node))
    return { kind: 'text', text: node.value === null ? '' : textOf(node.value, node.source), line };
  if (isSeq(node))
    return { kind: 'list', items: node.items.map((item) => convert(item, lines, depth + 1)), line };
  if (!isMap(node)) return { kind: 'other', line };
  const members = node.items.map(({ key, value }) => ({
    key: isScalar(key) ? textOf(key.value, key.source) : '',
    value: convert(value, lines, depth + 1),
  }));
  return { kind: 'map', members, line };
};

/** Reads YAML 1.2. Duplicate keys are an error, aliases are not followed. Never throws. */
export const readYaml = (text: string): YamlReading => {
  if (text.length > MAX_BYTES)
    return { kind: 'malformed', message: `it is longer than ${MAX_BYTES} characters` };
  if (isDeep(text)) return { kind: 'malformed', message: 'it is nested too deeply' };
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined)
      return {
        kind: 'malformed',
        message: error.message.split('\n', 1)[0] ?? '',
        line: lines.linePos(error.pos[0]).line,
      };
    return { kind: 'yaml', node: convert(document.contents, lines, 0) };
  } catch (error) {
    return {
      kind: 'malformed',
      message: error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read',
    };
  }
};

export const memberOf = (node: YamlNode | undefined, key: string): YamlNode | undefined =>
  node?.kind === 'map' ? node.members.find((member) => member.key === key)?.value : undefined;

export const textIn = (node: YamlNode | undefined, key: string): string | undefined => {
  const value = memberOf(node, key);
  return value?.kind === 'text' ? value.text : undefined;
};
