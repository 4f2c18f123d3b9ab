import type { AST } from 'toml-eslint-parser';
import { keyOf, type TomlTree, valuesOf } from './toml.ts';

/** A value of a lock's package: its path below the package, and where it stands. */
export type Leaf = { readonly path: readonly (string | number)[]; readonly node: AST.TOMLContentNode };

/** A file entry as it stands: an element of an array, or a table with those below it. */
export type Block = { readonly start: number; readonly end: number; readonly leaves: readonly Leaf[] };

export type PackageTree = {
  readonly at: number;
  readonly leaves: readonly Leaf[];
  /** In order. */
  readonly wheels: readonly Block[];
};

function* leavesOf(node: AST.TOMLContentNode, path: readonly (string | number)[]): Generator<Leaf> {
  if (node.type === 'TOMLArray')
    for (const [at, element] of node.elements.entries()) yield* leavesOf(element, [...path, at]);
  else if (node.type === 'TOMLInlineTable')
    for (const pair of node.body) yield* leavesOf(pair.value, [...path, ...keyOf(pair)]);
  else yield { path, node };
}

/** Elements of `wheels = [ … ]`, or tables `[[packages.wheels]]`: where each begins and ends. */
const spansOf = (tree: TomlTree): ReadonlyMap<number, readonly { start: number; end: number }[]> => {
  const found = new Map<number, { start: number; end: number }[]>();
  const add = (at: number, wheel: number, [start, end]: AST.Range): void => {
    const spans = found.get(at) ?? [];
    found.set(at, spans);
    const span = spans[wheel];
    if (span === undefined) spans[wheel] = { start, end };
    else spans[wheel] = { start: Math.min(span.start, start), end: Math.max(span.end, end) };
  };
  for (const node of tree.top.body) {
    if (node.type !== 'TOMLTable') continue;
    const [packages, at, wheels, wheel] = node.resolvedKey;
    if (packages !== 'packages' || typeof at !== 'number') continue;
    if (wheels === 'wheels' && typeof wheel === 'number') add(at, wheel, node.range);
    if (node.resolvedKey.length > 2) continue;
    for (const pair of node.body)
      if (pair.value.type === 'TOMLArray' && keyOf(pair).join('.') === 'wheels')
        for (const [place, element] of pair.value.elements.entries()) add(at, place, element.range);
  }
  return found;
};

/** The packages of a pylock.toml with the places of all that they say. PEP 751. */
export const packageTrees = (tree: TomlTree): ReadonlyMap<number, PackageTree> => {
  const leaves = new Map<number, Leaf[]>();
  for (const { path, pair } of valuesOf(tree)) {
    const [packages, at, ...rest] = path;
    if (packages !== 'packages' || typeof at !== 'number') continue;
    const held = leaves.get(at) ?? [];
    leaves.set(at, held);
    held.push(...leavesOf(pair.value, rest));
  }
  const spans = spansOf(tree);
  return new Map(
    [...leaves].map(([at, of]) => {
      const byWheel = Map.groupBy(of, ({ path }) => (path[0] === 'wheels' ? path[1] : undefined));
      const wheels = (spans.get(at) ?? []).map((span, wheel) => ({
        ...span,
        leaves: (byWheel.get(wheel) ?? []).map(({ path, node }) => ({ path: path.slice(2), node })),
      }));
      return [at, { at, leaves: of, wheels }];
    }),
  );
};
