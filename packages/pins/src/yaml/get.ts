import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from './types.ts';

/** The value of a key, where `node` is a map that has it. */
export const valueOf = (node: YamlNode | undefined, key: string): YamlNode | undefined =>
  node?.kind === 'map' ? node.byKey.get(key)?.value : undefined;

/** The entry of a key, where `node` is a map that has it. */
export const entryOf = (node: YamlNode | undefined, key: string): YamlEntry | undefined =>
  node?.kind === 'map' ? node.byKey.get(key) : undefined;

/** The value of a key, where it is a text. */
export const scalarOf = (node: YamlNode | undefined, key: string): YamlScalar | undefined => {
  const value = valueOf(node, key);
  return value?.kind === 'scalar' ? value : undefined;
};

/** The value of a key, where it is a map. */
export const mapOf = (node: YamlNode | undefined, key: string): YamlMap | undefined => {
  const value = valueOf(node, key);
  return value?.kind === 'map' ? value : undefined;
};

/** The value of a key, where it is a list. */
export const seqOf = (node: YamlNode | undefined, key: string): YamlSeq | undefined => {
  const value = valueOf(node, key);
  return value?.kind === 'seq' ? value : undefined;
};

/** The texts of a list, or the one text that stands in its place. */
export const textsOf = (node: YamlNode | undefined): readonly YamlScalar[] => {
  if (node === undefined || node.kind === 'map') return [];
  if (node.kind === 'scalar') return node.value === '' ? [] : [node];
  return node.items.filter((item): item is YamlScalar => item.kind === 'scalar');
};

/** The entries of a map; none of anything else. */
export const entriesOf = (node: YamlNode | undefined): readonly YamlEntry[] =>
  node?.kind === 'map' ? node.entries : [];
