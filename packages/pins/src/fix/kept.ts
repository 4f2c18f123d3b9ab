import type { SourceFile } from '../repository/source.ts';
import { readYaml } from '../yaml/read.ts';
import type { YamlNode, YamlScalar } from '../yaml/types.ts';
import type { Splice } from './apply.ts';

type Leaf = { readonly path: string; readonly scalar: YamlScalar };

/** Every text of a document with the keys above it, in order; what an alias brings in is told where its anchor stands. */
const leavesOf = (node: YamlNode | undefined, path: string, into: Leaf[]): readonly Leaf[] => {
  if (node === undefined || node.via !== undefined) return into;
  if (node.kind === 'scalar') into.push({ path, scalar: node });
  else if (node.kind === 'seq') for (const item of node.items) leavesOf(item, `${path}/-`, into);
  else
    for (const { key, value } of node.entries) {
      into.push({ path, scalar: key });
      leavesOf(value, `${path}/${key.value}`, into);
    }
  return into;
};

const touched = ({ range }: YamlScalar, splices: readonly Splice[]): boolean =>
  splices.some((one) => one.range.start < range.end && range.start < one.range.end);

/**
 * Why the change did more to a YAML file than what its splices replace: everything they do not touch must stand there
 * again, under the same keys and in the same order. `undefined` where it does.
 */
export const lostBy = (
  before: SourceFile,
  after: SourceFile,
  splices: readonly Splice[],
): string | undefined => {
  const [old, now] = [readYaml(before), readYaml(after)];
  if (now.problems.length > old.problems.length)
    return 'the file could not be read any more after the change';
  const leaves = leavesOf(now.root, '', []);
  let at = 0;
  for (const { path, scalar } of leavesOf(old.root, '', [])) {
    // An empty value is written nowhere, and an entry put under it takes its place.
    if (scalar.value === '' || touched(scalar, splices)) continue;
    while (at < leaves.length && !(leaves[at]?.path === path && leaves[at]?.scalar.value === scalar.value))
      at += 1;
    if (at === leaves.length) {
      const { line } = before.positionAt(scalar.range.start);
      return `the change would also have changed what stands on line ${line}`;
    }
    at += 1;
  }
  return undefined;
};
