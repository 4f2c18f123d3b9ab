import type { AST } from 'toml-eslint-parser';
import type { IndexFile } from '../index-data/index.ts';
import type { Leaf, PackageTree } from './pylock-tree.ts';
import { refuse } from './refusal.ts';
import type { TextSplice } from './splice.ts';
import type { TomlTree } from './toml.ts';

const quotedLike = (old: string, text: string): string =>
  old.startsWith("'") && /^[ -&(-~]*$/.test(text) ? `'${text}'` : JSON.stringify(text);

/** RFC 3339 in UTC, as indexes give it: TOML takes it as it is. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/** What a file of the index says for a key of a file entry, written as the old value was. PEP 751, `packages.wheels`. */
const valueFor = (tree: TomlTree, { path, node }: Leaf, file: IndexFile): string => {
  const [start, end] = (node as AST.TOMLValue).range;
  const old = tree.text.slice(start, end);
  const [key, algorithm] = path;
  const what = `${String(key)} of ${file.name}`;
  if (key === 'name' && path.length === 1) return quotedLike(old, file.name);
  if (key === 'url' && path.length === 1) return quotedLike(old, file.url);
  if (key === 'size' && path.length === 1)
    return file.size === undefined ? refuse(`the index does not say the ${what}`) : `${file.size}`;
  if (key === 'upload-time' && path.length === 1)
    return file.uploaded !== undefined && TIME.test(file.uploaded)
      ? file.uploaded
      : refuse(`the index does not say the ${what}`);
  if (key === 'hashes' && path.length === 2) {
    const digest = file.hashes.find((hash) => hash.algorithm === algorithm)?.digest;
    return digest === undefined
      ? refuse(`the index names no ${String(algorithm)} of ${file.name}; old hashes are never kept`)
      : quotedLike(old, digest);
  }
  return refuse(`its files have ${path.join('.')}, which custody cannot make anew`);
};

/** New values in the place of the old ones of one entry. */
export const replaced = (tree: TomlTree, leaves: readonly Leaf[], file: IndexFile): readonly TextSplice[] =>
  leaves.map((leaf) => ({
    start: leaf.node.range[0],
    end: leaf.node.range[1],
    text: valueFor(tree, leaf, file),
  }));

/** One entry, written as the first one is, for another file. */
const written = (tree: TomlTree, block: PackageTree['wheels'][number], file: IndexFile): string => {
  let text = '';
  let at = block.start;
  for (const splice of [...replaced(tree, block.leaves, file)].sort((a, b) => a.start - b.start)) {
    text += tree.text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return text + tree.text.slice(at, block.end);
};

/** New wheels in the place of the old ones, parted as those were. */
export const wheelsSplice = (
  tree: TomlTree,
  { wheels }: PackageTree,
  files: readonly IndexFile[],
): TextSplice | undefined => {
  const [first, second] = wheels;
  const last = wheels.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (files.length === 0) refuse('the new version has no wheels, and the lock takes wheels');
  const inline = tree.text[first.start] === '{';
  const { text, comments } = tree;
  if (comments.some(({ range: [at] }) => at >= first.start && at < last.end))
    refuse('there are comments between its wheels');
  if (wheels.some((wheel, at) => (wheels[at + 1]?.start ?? wheel.end) < wheel.end))
    refuse('its wheels do not stand together');
  let gap = second === undefined ? '' : text.slice(first.end, second.start);
  if (second === undefined) {
    const lead = /[ \t\r\n]*$/.exec(text.slice(Math.max(0, first.start - 200), first.start))?.[0] ?? '';
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    gap = inline ? (lead.includes('\n') ? `,${lead}` : ', ') : `${end}${end}`;
  }
  if (inline ? !/^\s*,\s*$/.test(gap) : gap.trim() !== '') refuse('its wheels do not stand together');
  return {
    start: first.start,
    end: last.end,
    text: files.map((file) => written(tree, first, file)).join(gap),
  };
};
