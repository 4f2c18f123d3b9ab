import type { AST } from 'toml-eslint-parser';
import { normalizeName, parseRequirement, readLockAs, readToml } from '@custody/python';
import { sameVersion } from '../fix/graph.ts';
import type { IndexData, IndexFile } from '../index-data/index.ts';
import { differences } from './compare.ts';
import { filesOfEdit } from './hashes.ts';
import { type Leaf, packageTrees, type PackageTree } from './pylock-tree.ts';
import { applySplices, inBytes, type TextSplice } from './splice.ts';
import { textOf } from './text.ts';
import { plainRange, readTree, type TomlTree } from './toml.ts';
import { editKey, type FileEdit, refused, type VersionEdit } from './types.ts';

type Source = Pick<IndexData, 'files' | 'metadata'>;

/** Ends an edit with a sentence: caught where the edit began. */
class Refusal extends Error {
  override readonly name = 'Refusal';
}

const refuse = (reason: string): never => {
  throw new Refusal(reason);
};

const textAt = (
  { leaves }: Pick<PackageTree, 'leaves'>,
  ...path: readonly (string | number)[]
): string | undefined => {
  const node = leaves.find(
    (leaf) => leaf.path.length === path.length && leaf.path.every((part, at) => part === path[at]),
  )?.node;
  return node?.type === 'TOMLValue' && node.kind === 'string' ? node.value : undefined;
};

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

const replaced = (tree: TomlTree, leaves: readonly Leaf[], file: IndexFile): readonly TextSplice[] =>
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
const wheelsSplice = (
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

const REFUSED: ReadonlyMap<string, string> = new Map([
  [
    'attestation-identities',
    'who published the new version is not known, and the lock says so of the old one',
  ],
  ['vcs', 'it comes from version control'],
  ['directory', 'it comes from a directory'],
  ['archive', 'it comes from a URL'],
]);

/** What the new version needs must be what the lock says of the old one: else the lock as a whole is another. */
const checkNeeds = async (
  tree: PackageTree,
  edit: VersionEdit,
  index: Source,
  names: ReadonlySet<string>,
): Promise<void> => {
  const old = tree.leaves.flatMap(({ path, node }) =>
    path[0] === 'dependencies' &&
    path.at(-1) === 'name' &&
    node.type === 'TOMLValue' &&
    node.kind === 'string'
      ? [normalizeName(node.value)]
      : [],
  );
  if (!tree.leaves.some(({ path }) => path[0] === 'dependencies')) return;
  const needs = await index.metadata(edit.name, edit.to);
  if (needs.kind === 'unknown')
    return refuse(`the lock says what it needs, and of the new version that is not known: ${needs.reason}`);
  const now = needs.value.requiresDist.flatMap((text): readonly string[] => {
    const read = parseRequirement(text);
    return read.kind === 'ok' && names.has(read.name) && !/\bextra\b/.test(text) ? [read.name] : [];
  });
  if ([...new Set(old)].sort().join() !== [...new Set(now)].sort().join())
    refuse(
      'the new version needs other packages of the lock than the old one: lock again with the tool that wrote it',
    );
};

const stringSplice = (tree: TomlTree, leaf: Leaf, text: string): TextSplice => {
  const range = plainRange(tree, leaf.node);
  return range === undefined
    ? refuse(`its ${leaf.path.join('.')} is not written in one piece`)
    : { ...range, text };
};

const leafAt = ({ leaves }: PackageTree, ...path: readonly string[]): Leaf | undefined =>
  leaves.find((leaf) => leaf.path.join('\0') === path.join('\0'));

const editPackage = async (
  tree: TomlTree,
  of: PackageTree,
  edit: VersionEdit,
  index: Source,
  names: ReadonlySet<string>,
): Promise<{ readonly splices: readonly TextSplice[]; readonly files: readonly IndexFile[] }> => {
  for (const [key, why] of REFUSED) if (of.leaves.some(({ path }) => path[0] === key)) refuse(why);
  const answer = await filesOfEdit(index, edit);
  if (typeof answer === 'string') return refuse(answer);
  const files = answer.filter(({ yanked }) => yanked === undefined);
  await checkNeeds(of, edit, index, names);
  const wheels = files.filter(({ kind }) => kind === 'wheel');
  const sdist = files.find(({ kind }) => kind === 'sdist');
  const ofSdist = of.leaves.flatMap(({ path, node }) =>
    path[0] === 'sdist' ? [{ path: path.slice(1), node }] : [],
  );
  const forWheels = wheelsSplice(tree, of, wheels);
  if (forWheels === undefined && ofSdist.length === 0) refuse('the lock names no files of it');
  if (ofSdist.length > 0 && sdist === undefined)
    refuse('the new version has no sdist, and the lock names one');
  const version = leafAt(of, 'version');
  const python = leafAt(of, 'requires-python');
  const [requires, ...others] = new Set(files.map(({ requiresPython }) => requiresPython));
  if (python !== undefined && (requires === undefined || others.length > 0))
    refuse('the lock says which Python it needs, and the index does not say that of the new version');
  return {
    splices: [
      ...(version === undefined ? [] : [stringSplice(tree, version, edit.to)]),
      ...(python === undefined || requires === undefined ? [] : [stringSplice(tree, python, requires)]),
      ...(forWheels === undefined ? [] : [forWheels]),
      ...(sdist === undefined ? [] : replaced(tree, ofSdist, sdist)),
    ],
    files: [
      ...(forWheels === undefined ? [] : wheels),
      ...(ofSdist.length === 0 || sdist === undefined ? [] : [sdist]),
    ],
  };
};

/** Versions that other packages name where they say what they need. */
const needSplices = (tree: TomlTree, of: PackageTree, edits: readonly VersionEdit[]): readonly TextSplice[] =>
  of.leaves.flatMap((leaf) => {
    const { path, node } = leaf;
    if (
      path[0] !== 'dependencies' ||
      path[2] !== 'version' ||
      node.type !== 'TOMLValue' ||
      node.kind !== 'string'
    )
      return [];
    const name = textAt(of, 'dependencies', path[1] ?? 0, 'name');
    const edit = edits.find(
      (one) => name !== undefined && one.name === normalizeName(name) && sameVersion(one.from, node.value),
    );
    return edit === undefined ? [] : [stringSplice(tree, leaf, edit.to)];
  });

const MAY_DIFFER: ReadonlySet<string> = new Set(['version', 'wheels', 'sdist', 'requires-python']);

type Expected = { readonly at: number; readonly edit: VersionEdit; readonly files: readonly IndexFile[] };

/** Whether the written lock says what it should: the new versions with exactly the new files, and nothing else changed. */
const isRight = (before: string, after: Uint8Array, expected: readonly Expected[]): boolean => {
  const [old, now] = [
    readToml(before.replace(/^\ufeff/, '')),
    readToml((textOf(after) ?? '\0').replace(/^\ufeff/, '')),
  ];
  const lock = readLockAs(after, 'pylock');
  if (old.kind !== 'table' || now.kind !== 'table' || lock.kind !== 'lock') return false;
  const edited = new Set(expected.map(({ at }) => at));
  const strays = differences(Object.fromEntries(old.table), Object.fromEntries(now.table)).filter(
    ({ path }) => {
      const [packages, at, key, , part] = path;
      if (packages !== 'packages') return true;
      return (
        !(edited.has(Number(at)) && MAY_DIFFER.has(String(key))) &&
        !(key === 'dependencies' && part === 'version')
      );
    },
  );
  if (strays.length > 0) return false;
  return expected.every(({ at, edit, files }) => {
    const one = lock.reading.packages.find(({ entry }) => entry === at);
    if (one === undefined || one.version !== edit.to || one.files.length !== files.length) return false;
    return one.files.every(({ hashes }) => {
      const digests = new Set(hashes.map(({ value }) => value));
      return (
        hashes.length > 0 &&
        files.some((file) =>
          [...digests].every((digest) => file.hashes.some((hash) => hash.digest === digest)),
        )
      );
    });
  });
};

const edit = async (
  path: string,
  bytes: Uint8Array,
  edits: readonly VersionEdit[],
  index: Source,
): Promise<FileEdit> => {
  const text = textOf(bytes);
  if (text === undefined) return refused(`${path} is not UTF-8.`);
  const read = await readTree(text);
  if (read.kind === 'unreadable') return refused(`${path}: ${read.reason}.`);
  const { tree } = read;
  const packages = packageTrees(tree);
  const nameOf = (of: PackageTree): string => normalizeName(textAt(of, 'name') ?? '');
  const names = new Set([...packages.values()].map(nameOf));
  const splices: TextSplice[] = [];
  const made = new Set<string>();
  const expected: Expected[] = [];
  for (const of of packages.values()) {
    splices.push(...needSplices(tree, of, edits));
    const version = textAt(of, 'version');
    const found = edits.find(
      (one) => one.name === nameOf(of) && version !== undefined && sameVersion(version, one.from),
    );
    if (found === undefined) continue;
    try {
      const { splices: more, files } = await editPackage(tree, of, found, index, names);
      splices.push(...more);
      made.add(editKey(found));
      expected.push({ at: of.at, edit: found, files });
    } catch (error) {
      if (error instanceof Refusal) return refused(`${path}: ${found.name} ${found.from}: ${error.message}.`);
      throw error;
    }
  }
  const changes = inBytes(text, splices);
  return isRight(text, applySplices(bytes, changes), expected)
    ? { kind: 'edited', splices: changes, made }
    : refused(`${path}: after the edit it would not say what it should; nothing is written.`);
};

/**
 * Puts versions in the place of others in a pylock.toml (PEP 751): the version, and with it all files and their hashes, which come
 * from the index. Whatever cannot be made anew is refused; an old hash is never kept. Every other byte stays.
 */
export const editPylock = async (
  path: string,
  bytes: Uint8Array,
  edits: readonly VersionEdit[],
  index: Source,
): Promise<FileEdit> => {
  try {
    return await edit(path, bytes, edits, index);
  } catch (error) {
    if (error instanceof Refusal) return refused(`${path}: ${error.message}.`);
    throw error;
  }
};
