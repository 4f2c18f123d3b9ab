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
  readonly message: string;
};

type Keyed = {
  readonly index: number;
  readonly name: string;
  readonly key: string;
  readonly isFile: boolean;
};

/** `/` sorts before everything else, so that all that lies in `a` follows directly on `a`. */
const sortKey = (name: string): string => foldName(name).replaceAll('\0', '\u0001').replaceAll('/', '\0');

const keyed = (name: string, index: number): Keyed => ({
  index,
  name,
  key: sortKey(name),
  isFile: !name.endsWith('/'),
});

const byKeyThenIndex = (a: Keyed, b: Keyed): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index;

const SAYS: Record<NameCollisionKind, string> = {
  duplicate: 'stands twice in the archive',
  folded: 'differs only in case, normalisation or empty segments from',
  'file-as-directory': 'needs a directory where a file stands, or the other way round:',
};

const collision = (kind: NameCollisionKind, entry: Keyed, other: Keyed): NameCollision => ({
  kind,
  index: entry.index,
  other: other.index,
  message:
    kind === 'duplicate'
      ? `${quoteName(entry.name)} ${SAYS[kind]}.`
      : `${quoteName(entry.name)} ${SAYS[kind]} ${quoteName(other.name)}.`,
});

/** Entries with one key, in the order of the archive: each is compared with the same name before it, else with the first. */
const withinGroup = (group: readonly Keyed[]): NameCollision[] => {
  const [first, ...later] = group;
  if (first === undefined) return [];
  const seen = new Map([[first.name, first]]);
  return later.map((entry) => {
    const same = seen.get(entry.name);
    if (same !== undefined) return collision('duplicate', entry, same);
    seen.set(entry.name, entry);
    return collision(entry.isFile === first.isFile ? 'folded' : 'file-as-directory', entry, first);
  });
};

/**
 * Names that cannot all exist in one directory tree on every file system. A name that ends in `/` is a directory's.
 * At most one collision per entry, ordered by `index`; O(n log n) comparisons, memory of the folded names.
 */
export const collisions = (names: readonly string[]): readonly NameCollision[] => {
  const sorted = names.map(keyed).sort(byKeyThenIndex);
  const found: NameCollision[] = [];
  const parents: Keyed[] = [];
  for (let start = 0; start < sorted.length; ) {
    const head = sorted[start];
    if (head === undefined) break;
    let end = start + 1;
    while (sorted[end]?.key === head.key) end += 1;
    const group = sorted.slice(start, end);
    start = end;
    // A name of nothing but "." and "/" is the root itself: the name rules speak about it.
    if (head.key === '') continue;
    const within = withinGroup(group);
    while (parents.length > 0 && !head.key.startsWith(`${parents.at(-1)?.key ?? ''}\0`)) parents.pop();
    const parent = parents.at(-1);
    const taken = new Set(within.map((one) => one.index));
    found.push(...within);
    if (parent !== undefined)
      for (const entry of group)
        if (!taken.has(entry.index)) found.push(collision('file-as-directory', entry, parent));
    const file = group.find((entry) => entry.isFile);
    if (file !== undefined) parents.push(file);
  }
  return found.sort((a, b) => a.index - b.index);
};
