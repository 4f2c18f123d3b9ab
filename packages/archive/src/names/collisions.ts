import { foldName } from './fold.ts';
import { quoteName } from './quote.ts';

export type NameCollisionKind =
  /** The very same name again. */
  | 'duplicate'
  /** Another spelling of the same name: case, Unicode normalisation, `./`, `//`. */
  | 'folded'
  /** A file stands where another entry needs a directory. */
  | 'file-as-directory';

/** Entry `index` (position in the given names) collides with entry `other`. */
export type NameCollision = {
  readonly kind: NameCollisionKind;
  readonly index: number;
  readonly other: number;
  /** Whether entry `index` lies below `other`, a file; else the two are spellings of one name. */
  readonly below: boolean;
  readonly message: string;
};

type Named = { readonly index: number; readonly name: string };

const isFile = ({ name }: Named): boolean => !name.endsWith('/');

/** `/` sorts before everything else, so that all that lies in `a` follows directly on `a`. */
const sortKey = (name: string): string => foldName(name).replaceAll('\0', '\u0001').replaceAll('/', '\0');

const isBelow = (key: string, parent: string): boolean =>
  key.charCodeAt(parent.length) === 0 && key.startsWith(parent);

const SAYS: Record<NameCollisionKind, string> = {
  duplicate: 'stands twice in the archive',
  folded: 'differs only in case, normalisation or empty segments from',
  'file-as-directory': 'needs a directory where a file stands, or the other way round:',
};

const collision = (kind: NameCollisionKind, entry: Named, other: Named, below = false): NameCollision => ({
  kind,
  index: entry.index,
  other: other.index,
  below,
  message:
    kind === 'duplicate'
      ? `${quoteName(entry.name)} ${SAYS[kind]}.`
      : `${quoteName(entry.name)} ${SAYS[kind]} ${quoteName(other.name)}.`,
});

/** Entries with one key, in the order of the archive: each is compared with the same name before it, else with the first. */
const withinGroup = ([first, ...later]: readonly Named[]): NameCollision[] => {
  if (first === undefined || later.length === 0) return [];
  const seen = new Map([[first.name, first]]);
  return later.map((entry) => {
    const same = seen.get(entry.name);
    if (same !== undefined) return collision('duplicate', entry, same);
    seen.set(entry.name, entry);
    return collision(isFile(entry) === isFile(first) ? 'folded' : 'file-as-directory', entry, first);
  });
};

const groupsOf = (names: readonly string[]): Map<string, Named[]> => {
  const groups = new Map<string, Named[]>();
  for (const [index, name] of names.entries()) {
    const key = sortKey(name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ index, name }]);
    else group.push({ index, name });
  }
  // A name of nothing but "." and "/" is the root itself: the name rules speak about it.
  groups.delete('');
  return groups;
};

/**
 * Names that cannot all exist in one directory tree on every file system. A name that ends in `/` is a directory's.
 * At most one collision per entry, ordered by `index`; O(n log n) comparisons, memory of the folded names.
 */
export const collisions = (names: readonly string[]): readonly NameCollision[] => {
  const groups = groupsOf(names);
  const found: NameCollision[] = [];
  const parents: { readonly key: string; readonly file: Named }[] = [];
  for (const key of [...groups.keys()].sort()) {
    const group = groups.get(key) ?? [];
    const within = withinGroup(group);
    found.push(...within);
    let parent = parents.at(-1);
    while (parent !== undefined && !isBelow(key, parent.key)) {
      parents.pop();
      parent = parents.at(-1);
    }
    if (parent !== undefined) {
      const taken = new Set(within.map((one) => one.index));
      for (const entry of group)
        if (!taken.has(entry.index)) found.push(collision('file-as-directory', entry, parent.file, true));
    }
    const file = group.find(isFile);
    if (file !== undefined) parents.push({ key, file });
  }
  return found.sort((a, b) => a.index - b.index);
};
