import { type MarkerScope, versionKey, parseVersion } from '@custody/python';
import type { Subject, SubjectLocation } from '../subject/index.ts';
import type { Bound } from './bounds.ts';

/** A package of the input at one version: what a plan may move. */
export type Node = {
  readonly key: string;
  readonly name: string;
  readonly version: string;
  /** Keys of the nodes that need it, where the input says so. */
  readonly parents: ReadonlySet<string>;
};

/** A bound that the project itself sets, and where. */
export type RootBound = { readonly bound: Bound; readonly location: SubjectLocation };

/** What of an input bears on which versions go together. */
export type Graph = {
  /** By key, in the order of the input. */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly byName: ReadonlyMap<string, readonly Node[]>;
  /** Whether the input says who needs whom: then nobody else need be asked. */
  readonly edges: boolean;
  /** Nothing may join: the file is all that an installer takes. */
  readonly closed: boolean;
  readonly roots: readonly RootBound[];
  /** Extras that are asked for, by name. */
  readonly extras: ReadonlyMap<string, ReadonlySet<string>>;
  readonly scopeOf: (marker: string) => MarkerScope;
  /** Minor versions of Python that every package must support; absent where the input does not say which ones it is for. */
  readonly pythons?: readonly string[];
};

/** Whether two versions are one, whatever their spelling. */
export const sameVersion = (a: string, b: string): boolean => {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left === undefined || right === undefined ? a === b : versionKey(left) === versionKey(right);
};

/** Whether a subject is a package of an index that can be moved to another version of itself. */
export const isMovable = ({ kind, ecosystem, version, source }: Subject): boolean =>
  kind === 'package' &&
  ecosystem === 'PyPI' &&
  version !== undefined &&
  parseVersion(version) !== undefined &&
  (source === undefined || source.kind === 'index');

/** The nodes of an input. What comes from elsewhere than an index stays what it is, and is none. */
export const nodesOf = (subjects: readonly Subject[]): Pick<Graph, 'nodes' | 'byName'> => {
  const nodes = new Map<string, Node>();
  const byName = new Map<string, Node[]>();
  for (const subject of subjects) {
    if (!isMovable(subject) || nodes.has(subject.key)) continue;
    const { key, name, version = '', parents } = subject;
    const node = { key, name, version, parents: new Set(parents) };
    nodes.set(key, node);
    const held = byName.get(name);
    if (held === undefined) byName.set(name, [node]);
    else held.push(node);
  }
  return { nodes, byName };
};
