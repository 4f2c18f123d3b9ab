import {
  createMarkerScopes,
  type MarkerUniverse,
  parseSpecifierSet,
  readToml,
  asTable,
  SUPPORTED_ENVIRONMENTS,
  textOfLock,
  tomlTextAt,
  readLockAs,
} from '@custody/python';
import type { Collected } from '../collect/index.ts';
import { counts } from './bounds.ts';
import { takesPython } from './candidates.ts';
import { type Graph, nodesOf } from './graph.ts';
import { pyprojectRoots, requirementsRoots, type RootNeeds } from './roots.ts';

/** One input to mend: what was collected of it, and the bytes of its files as they were then. */
export type FixInput = {
  readonly collected: Collected;
  /** By path as `collected` names them: its own file and those it includes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The project's pyproject.toml beside a lock: its bounds are the project's own. */
  readonly project?: { readonly path: string; readonly bytes: Uint8Array };
};

/** The environments that markers are asked about. */
export type FixEnvironments = {
  readonly universe?: MarkerUniverse;
};

const LOCKS = new Map([
  ['pylock', 'pylock'],
  ['uv-lock', 'uv'],
  ['poetry-lock', 'poetry'],
  ['pdm-lock', 'pdm'],
  ['pipfile-lock', 'pipfile'],
] as const);

/** Locks that say of every package who needs it. Of a pylock.toml that is left open (PEP 751, `packages.dependencies`). */
const WITH_EDGES: ReadonlySet<string> = new Set(['uv-lock', 'poetry-lock', 'pdm-lock']);

const requiresOf = ({ collected, files, project }: FixInput): string | undefined => {
  const { kind, input } = collected;
  const bytes = files.get(input.path);
  const lock = [...LOCKS].find(([name]) => name === kind)?.[1];
  if (lock !== undefined && bytes !== undefined) {
    const read = readLockAs(bytes, lock);
    const fact =
      read.kind === 'lock'
        ? read.reading.facts.find(({ name }) => name === 'requires-python')?.value
        : undefined;
    if (fact !== undefined) return fact;
  }
  const text = kind === 'pyproject' ? bytes : project?.bytes;
  const decoded = text === undefined ? undefined : textOfLock(text);
  const toml = decoded === undefined ? undefined : readToml(decoded);
  return toml?.kind === 'table'
    ? tomlTextAt(asTable(toml.table.get('project')), 'requires-python')
    : undefined;
};

/** Minor versions that every package must support: those that the input or the person names, and nothing where neither does. */
const pythonsOf = (requires: string | undefined, universe: MarkerUniverse | undefined) => {
  const { pythons } = universe ?? SUPPORTED_ENVIRONMENTS;
  const chosen = universe !== undefined && pythons.length < SUPPORTED_ENVIRONMENTS.pythons.length;
  if (requires === undefined || parseSpecifierSet(requires).kind === 'invalid')
    return chosen ? pythons : undefined;
  const taken = pythons.filter((minor) => takesPython(requires, minor));
  return taken.length === 0 ? undefined : taken;
};

const rootsOf = async ({ collected, files, project }: FixInput): Promise<RootNeeds> => {
  const { kind, input } = collected;
  const bytes = files.get(input.path);
  if (kind === 'requirements') return requirementsRoots(files);
  if (kind === 'pyproject' && bytes !== undefined) return pyprojectRoots(input.path, bytes);
  if (project === undefined) return { bounds: [], extras: [], closed: kind === 'pylock' };
  return { ...(await pyprojectRoots(project.path, project.bytes)), closed: kind === 'pylock' };
};

/** Reads of an input what bears on which versions go together. */
export const graphOf = async (
  given: FixInput,
  { universe }: FixEnvironments,
): Promise<{ readonly graph: Graph; readonly extras: Map<string, Set<string>> }> => {
  const { bounds, extras: asked, closed } = await rootsOf(given);
  const scopeOf = createMarkerScopes(universe ?? SUPPORTED_ENVIRONMENTS);
  const pythons = pythonsOf(requiresOf(given), universe);
  const extras = new Map<string, Set<string>>();
  for (const { name, extras: names } of asked) {
    const held = extras.get(name) ?? new Set();
    for (const extra of names) held.add(extra);
    extras.set(name, held);
  }
  return {
    extras,
    graph: {
      ...nodesOf(given.collected.subjects),
      edges: WITH_EDGES.has(given.collected.kind),
      closed,
      roots: bounds.filter(({ bound }) => counts(bound, 'any', scopeOf)),
      extras,
      scopeOf,
      ...(pythons === undefined ? {} : { pythons }),
    },
  };
};
