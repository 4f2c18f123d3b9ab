import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { SourceFile } from '../repository/source.ts';
import { MAX_DEPTH, MAX_NODES, MAX_SCALAR } from './limits.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlProblemCode, YamlScalar, YamlStyle } from './types.ts';

/** What conversion knows: anchors seen so far, and what an expanded document has cost. */
export type Conversion = {
  readonly source: SourceFile;
  readonly report: (code: YamlProblemCode, message: string, start: number, end: number) => void;
  readonly anchors: Map<string, { readonly node: YamlNode; readonly size: number } | 'open'>;
  /** Nodes so far, with aliases written out. */
  size: number;
};

const STYLES: Readonly<Record<string, YamlStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

const scalarAt = (
  state: Conversion,
  value: string,
  style: YamlStyle,
  start: number,
  end: number,
): YamlScalar => ({
  kind: 'scalar',
  source: state.source,
  value,
  style,
  start,
  end,
  range: state.source.rangeOf(start, end),
});

const convertScalar = (state: Conversion, node: Scalar): YamlScalar => {
  const [start = 0, end = start] = node.range ?? [];
  const value = typeof node.value === 'string' ? node.value : '';
  if (value.length > MAX_SCALAR)
    state.report('huge-scalar', `this text has ${value.length} characters`, start, end);
  return scalarAt(state, value, STYLES[node.type ?? 'PLAIN'] ?? 'plain', start, end);
};

const convertKey = (state: Conversion, key: unknown, fallback: number): YamlScalar => {
  if (isScalar(key)) return convertScalar(state, key);
  if (isAlias(key)) {
    const node = convertNode(state, key, 0);
    if (node.kind === 'scalar') return node;
  }
  const [start = fallback, end = start] = (key as Node | null)?.range ?? [];
  state.report('key-form', 'a key is not a text', start, end);
  return scalarAt(state, '', 'plain', start, end);
};

const convertMap = (
  state: Conversion,
  items: readonly { key: unknown; value: unknown }[],
  start: number,
  depth: number,
): Pick<YamlMap, 'entries' | 'byKey'> => {
  const entries: YamlEntry[] = [];
  const byKey = new Map<string, YamlEntry>();
  for (const item of items) {
    const key = convertKey(state, item.key, start);
    const value = convertNode(state, item.value, depth + 1, key.end);
    if (byKey.has(key.value)) {
      state.report(
        'duplicate-key',
        `the key ${JSON.stringify(key.value.slice(0, 60))} stands here again`,
        key.start,
        key.end,
      );
      continue;
    }
    const entry = { key, value };
    byKey.set(key.value, entry);
    entries.push(entry);
  }
  return { entries, byKey };
};

const convertAlias = (state: Conversion, name: string, start: number, end: number): YamlNode => {
  const empty = (): YamlNode => scalarAt(state, '', 'plain', start, end);
  const target = state.anchors.get(name);
  if (target === undefined) {
    state.report('unknown-alias', `no anchor &${name.slice(0, 60)} stands before this alias`, start, end);
    return empty();
  }
  if (target === 'open') {
    state.report(
      'recursive-alias',
      `the alias *${name.slice(0, 60)} stands inside its own anchor`,
      start,
      end,
    );
    return empty();
  }
  if (state.size + target.size > MAX_NODES) {
    state.report(
      'alias-budget',
      `with its aliases written out the document has more than ${MAX_NODES} nodes`,
      start,
      end,
    );
    return empty();
  }
  state.size += target.size;
  return { ...target.node, via: state.source.rangeOf(start, end) };
};

const convertContent = (state: Conversion, node: unknown, depth: number, at: number): YamlNode => {
  if (isScalar(node)) return convertScalar(state, node);
  const [start = at, end = start] = (node as Node | null)?.range ?? [];
  if (!isMap(node) && !isSeq(node)) return scalarAt(state, '', 'plain', start, end);
  if (depth > MAX_DEPTH) {
    state.report(
      'too-deep',
      `what stands here is nested deeper than ${MAX_DEPTH}; it was not looked at`,
      start,
      end,
    );
    return scalarAt(state, '', 'plain', start, end);
  }
  const { source } = state;
  const range = source.rangeOf(start, end);
  const flow = node.flow === true;
  if (isMap(node))
    return { kind: 'map', source, range, flow, ...convertMap(state, node.items, start, depth) };
  const items = node.items.map((item) => convertNode(state, item, depth + 1, start));
  return { kind: 'seq', source, range, flow, items };
};

/** A node of the library as one of ours; `at` is where an absent one would stand. */
export const convertNode = (state: Conversion, node: unknown, depth: number, at = 0): YamlNode => {
  const before = state.size;
  state.size += 1;
  if (isAlias(node)) {
    const [start = at, end = start] = node.range ?? [];
    return convertAlias(state, node.source, start, end);
  }
  const anchor = (node as { anchor?: string } | null)?.anchor;
  if (anchor === undefined) return convertContent(state, node, depth, at);
  state.anchors.set(anchor, 'open');
  const made = convertContent(state, node, depth, at);
  state.anchors.set(anchor, { node: made, size: state.size - before });
  return made;
};
