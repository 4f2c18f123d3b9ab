import type { RepositoryView } from '../repository/view.ts';
import { entriesOf, entryOf, mapOf, scalarOf, textsOf } from '../yaml/get.ts';
import { readYaml } from '../yaml/read.ts';
import type { YamlDocument, YamlEntry, YamlScalar } from '../yaml/types.ts';

/** `owner/name@ref`, as the lock file names an action. */
export type LockPin = { readonly node: YamlScalar; readonly slug: string; readonly ref: string };

export type LockedAction = LockPin & {
  readonly entry: YamlEntry;
  readonly resolved?: YamlScalar;
  /** Lower-case hex, without the algorithm's prefix. */
  readonly commit?: string;
  readonly commitNode?: YamlScalar;
  /** What the action uses itself. */
  readonly uses: readonly LockPin[];
};

/** `.github/workflows/actions.lock` in its preview form (`v0.0.2`). */
export type ActionsLock = {
  readonly document: YamlDocument;
  readonly version?: YamlScalar;
  readonly workflows: readonly {
    readonly path: string;
    readonly entry: YamlEntry;
    readonly pins: readonly LockPin[];
  }[];
  /** By pin as written. */
  readonly dependencies: ReadonlyMap<string, LockedAction>;
};

export const LOCK_PATH = '.github/workflows/actions.lock';

const pinOf = (node: YamlScalar): LockPin => {
  const at = node.value.indexOf('@');
  const name = at === -1 ? node.value : node.value.slice(0, at);
  return {
    node,
    slug: name.split('/').slice(0, 2).join('/'),
    ref: at === -1 ? '' : node.value.slice(at + 1),
  };
};

const lockedOf = (entry: YamlEntry): LockedAction => {
  const { key, value } = entry;
  const [resolved, commitNode] = [scalarOf(value, 'ref'), scalarOf(value, 'commit')];
  const commit = /^sha(?:1|256)-([0-9a-f]{40}|[0-9a-f]{64})$/i.exec(commitNode?.value ?? '')?.[1];
  return {
    ...pinOf(key),
    entry,
    ...(resolved && { resolved }),
    ...(commitNode && { commitNode }),
    ...(commit !== undefined && { commit: commit.toLowerCase() }),
    uses: textsOf(entryOf(value, 'uses')?.value).map(pinOf),
  };
};

/** The lock of actions as a typed view. */
export const actionsLockOf = (document: YamlDocument): ActionsLock => {
  const { root } = document;
  const version = scalarOf(root, 'version');
  const dependencies = new Map<string, LockedAction>();
  for (const entry of entriesOf(mapOf(root, 'dependencies')))
    dependencies.set(entry.key.value, lockedOf(entry));
  const workflows = entriesOf(mapOf(root, 'workflows')).map((entry) => ({
    path: entry.key.value,
    entry,
    pins: textsOf(entry.value).map(pinOf),
  }));
  return { document, ...(version && { version }), workflows, dependencies };
};

/** The repository's lock of actions, where it has one that can be read: `view.once(lockOf)`. */
export const lockOf = (view: RepositoryView): ActionsLock | undefined => {
  const reading = view.repository.read(LOCK_PATH);
  return reading?.kind === 'file' ? actionsLockOf(readYaml(reading.file)) : undefined;
};
