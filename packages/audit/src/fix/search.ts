import { contains } from '@custody/python';
import type { Answer } from '../index-data/index.ts';
import type { Bound } from './bounds.ts';
import type { Candidate } from './candidates.ts';
import type { Facts, NeedsByName } from './facts.ts';
import type { Node } from './graph.ts';
import { heapOf } from './heap.ts';

/** Flaws to end, by their first names, and how many of them may stay at most. */
export type Goal = { readonly ids: ReadonlySet<string>; readonly most: number };

/** What must move, by key. */
export type Targets = ReadonlyMap<string, Goal>;

/** Versions for what moves, by key. */
export type Assigned = ReadonlyMap<string, Candidate>;

type Branch = {
  readonly node: Node;
  readonly candidates: readonly Candidate[];
  readonly at: number;
  readonly admits: (candidate: Candidate) => Promise<boolean>;
};

type State = {
  readonly assigned: Assigned;
  readonly moves: number;
  /** Of the versions that are assigned. */
  readonly distance: number;
  /** A lower bound of what it will be. */
  readonly least: number;
  readonly branch?: Branch;
};

const admit = (bounds: readonly Bound[], version: string): boolean =>
  bounds.every(({ specifiers }) => contains(specifiers, version));

const always = (): Promise<boolean> => Promise.resolve(true);

/** What a node needs in a state; of an unmoved one what it needs now. */
export const needsIn = (
  { own, needs }: Facts,
  node: Node,
  assigned: Assigned,
): Promise<Answer<NeedsByName>> => {
  const moved = assigned.get(node.key);
  return moved === undefined ? own(node) : needs(node, moved.version);
};

/** Bounds of the project that a move would break; one that is broken already was meant so. */
export const brokenRoots = ({ graph }: Facts, node: Node, version: string) =>
  graph.roots.filter(
    ({ bound }) =>
      bound.name === node.name &&
      contains(bound.specifiers, node.version) &&
      !contains(bound.specifiers, version),
  );

/** Bounds of an unmoved parent that a move would break. */
export const brokenBounds = (
  facts: Facts,
  needs: NeedsByName,
  parent: Node,
  child: Node,
  version: string,
): readonly Bound[] =>
  facts
    .on(needs, parent, child)
    .filter(({ specifiers }) => contains(specifiers, child.version) && !contains(specifiers, version));

/** Names that a version needs, that the input does not have, and that its present version does not need. */
export const additionsOf = async (
  facts: Facts,
  node: Node,
  needs: NeedsByName,
): Promise<readonly string[]> => {
  const before = await facts.own(node);
  const old: NeedsByName = before.kind === 'known' ? before.value : new Map();
  const { graph } = facts;
  const asks = (of: NeedsByName, name: string): boolean => {
    const absent: Node = { key: `(${name})`, name, version: '0', parents: new Set() };
    return facts.on(of, node, absent).length > 0;
  };
  return [...needs.keys()]
    .filter((name) => !graph.byName.has(name) && asks(needs, name) && !asks(old, name))
    .sort();
};

/** How many of the flaws to end a version leaves; undefined where it ends none of them. */
export const leftBy = ({ ends }: Candidate, ids: Goal['ids']): number | undefined => {
  const ended = ends.filter((id) => ids.has(id)).length;
  return ended === 0 ? undefined : ids.size - ended;
};

/** Where a target may go, nearest first. */
const endings = async (facts: Facts, node: Node, { ids, most }: Goal): Promise<readonly Candidate[]> =>
  (await facts.candidates(node)).fit.filter((one) => (leftBy(one, ids) ?? Number.POSITIVE_INFINITY) <= most);

type Next = Pick<Branch, 'node' | 'candidates' | 'admits'> | 'goal' | 'dead';

/** The first thing that is not right yet, as a choice to make. */
export const nextOf = async (facts: Facts, targets: Targets, assigned: Assigned): Promise<Next> => {
  const { graph } = facts;
  for (const [key, { version }] of assigned) {
    const child = graph.nodes.get(key);
    if (child === undefined) continue;
    facts.meter.step();
    if (brokenRoots(facts, child, version).length > 0) return 'dead';
    for (const parent of await facts.parents(child)) {
      // What a moved parent needs is looked at below, of one that is to move when it has.
      if (assigned.has(parent.key) || targets.has(parent.key)) continue;
      const needs = await facts.own(parent);
      if (needs.kind === 'unknown' || brokenBounds(facts, needs.value, parent, child, version).length === 0)
        continue;
      const { fit } = await facts.candidates(parent);
      const admits = async (to: Candidate): Promise<boolean> => {
        const later = await facts.needs(parent, to.version);
        return later.kind === 'unknown' || admit(facts.on(later.value, parent, child), version);
      };
      return { node: parent, candidates: fit, admits };
    }
  }
  for (const [key, { version }] of assigned) {
    const parent = graph.nodes.get(key);
    if (parent === undefined) continue;
    const needs = await facts.needs(parent, version);
    if (needs.kind === 'unknown') continue;
    if (graph.closed && (await additionsOf(facts, parent, needs.value)).length > 0) return 'dead';
    for (const name of needs.value.keys())
      for (const child of graph.byName.get(name) ?? []) {
        facts.meter.step();
        const bounds = facts.on(needs.value, parent, child);
        if (admit(bounds, assigned.get(child.key)?.version ?? child.version)) continue;
        if (assigned.has(child.key)) return 'dead';
        if (targets.has(child.key)) continue;
        const { fit } = await facts.candidates(child);
        return {
          node: child,
          candidates: fit,
          admits: (to) => Promise.resolve(admit(bounds, to.version)),
        };
      }
  }
  for (const [key, goal] of targets) {
    const node = graph.nodes.get(key);
    if (node === undefined || assigned.has(key)) continue;
    return { node, candidates: await endings(facts, node, goal), admits: always };
  }
  return 'goal';
};

/** The least distances that targets have to go, whatever else holds. */
export const nearestOf = async (facts: Facts, targets: Targets): Promise<ReadonlyMap<string, number>> => {
  const found = new Map<string, number>();
  for (const [key, goal] of targets) {
    const node = facts.graph.nodes.get(key);
    const [first] = node === undefined ? [] : await endings(facts, node, goal);
    found.set(key, first?.rank ?? 0);
  }
  return found;
};

/**
 * Finds the fewest moves that bring the targets where they must be, of these the nearest versions, so that no bound that is known
 * and holds today is broken. Best first: the first complete state is the best one. Ends for certain: each state assigns one more
 * package, and steps are counted.
 * @returns undefined where there is none.
 * Throws BudgetError where the search came to its bound before it knew.
 */
export const search = async (facts: Facts, targets: Targets): Promise<Assigned | undefined> => {
  facts.meter.begin();
  const least = await nearestOf(facts, targets);
  const queue = heapOf<State>(
    (a, b) => a.moves - b.moves || a.least - b.least || b.assigned.size - a.assigned.size,
  );
  /** What is still to go, `key` left out: that one is about to be assigned. */
  const rest = (assigned: Assigned, key?: string): number => {
    let sum = 0;
    for (const [target, rank] of least) if (target !== key && !assigned.has(target)) sum += rank;
    return sum;
  };
  const pushBranch = (state: Omit<State, 'branch' | 'least'>, branch: Branch): void => {
    const candidate = branch.candidates[branch.at];
    if (candidate === undefined) return;
    const to = state.distance + candidate.rank + rest(state.assigned, branch.node.key);
    queue.push({ ...state, branch, least: to });
  };
  queue.push({ assigned: new Map(), moves: targets.size, distance: 0, least: 0 });
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    facts.meter.step();
    const { branch, assigned, moves, distance } = state;
    if (branch === undefined) {
      const next = await nextOf(facts, targets, assigned);
      if (next === 'goal') return assigned;
      if (next === 'dead') continue;
      const more = targets.has(next.node.key) ? 0 : 1;
      pushBranch({ assigned, moves: moves + more, distance }, { ...next, at: 0 });
      continue;
    }
    const candidate = branch.candidates[branch.at];
    if (candidate === undefined) continue;
    pushBranch({ assigned, moves, distance }, { ...branch, at: branch.at + 1 });
    if (!(await branch.admits(candidate))) continue;
    const next = new Map(assigned).set(branch.node.key, candidate);
    const further = distance + candidate.rank;
    queue.push({ assigned: next, moves, distance: further, least: further + rest(next) });
  }
  return undefined;
};
