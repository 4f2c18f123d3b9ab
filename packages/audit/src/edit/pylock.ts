import { applySplices } from '@custody/findings';
import { normalizeName, parseRequirement } from '@custody/python';
import { sameVersion } from '../fix/graph.ts';
import type { IndexData, IndexFile } from '../index-data/index.ts';
import { filesOfEdit } from './hashes.ts';
import { type Expected, isRight } from './pylock-check.ts';
import { replaced, wheelsSplice } from './pylock-files.ts';
import { type Leaf, packageTrees, type PackageTree } from './pylock-tree.ts';
import { Refusal, refuse } from './refusal.ts';
import { inBytes, type TextSplice } from './splice.ts';
import { textOf } from './text.ts';
import { plainRange, readTree, type TomlTree } from './toml.ts';
import { editKey, type FileEdit, refused, type VersionEdit } from './types.ts';

type Source = Pick<IndexData, 'files' | 'metadata'>;

const textAt = (
  { leaves }: Pick<PackageTree, 'leaves'>,
  ...path: readonly (string | number)[]
): string | undefined => {
  const node = leaves.find(
    (leaf) => leaf.path.length === path.length && leaf.path.every((part, at) => part === path[at]),
  )?.node;
  return node?.type === 'TOMLValue' && node.kind === 'string' ? node.value : undefined;
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
