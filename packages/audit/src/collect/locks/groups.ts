import type { LockedNeed, LockedPackage } from '@custody/python';
import { normalizeName } from '@custody/python';

/** What of a lock brings each of its packages. */
export type Brought = {
  /** Positions of the packages that need it. */
  readonly parents: readonly number[];
  readonly groups: readonly string[];
  readonly extras: readonly string[];
  /** Needed by the project itself; undefined where the lock does not say which that is. */
  readonly direct?: boolean;
};

/** Steps taken over edges, all groups together: a hostile lock may have very many of both. */
const MOST_STEPS = 2_000_000;

type Finder = (need: LockedNeed) => readonly number[];

/** The packages that a need means: all of its name, or those of the version that it says. */
const finderOf = (packages: readonly LockedPackage[]): Finder => {
  const byName = new Map<string, number[]>();
  let position = 0;
  for (const { name } of packages) {
    const key = normalizeName(name);
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [position]);
    else list.push(position);
    position += 1;
  }
  return ({ name, version }) => {
    // What is among the names is in normal form.
    const all = byName.get(name) ?? byName.get(normalizeName(name)) ?? [];
    // Most have one version, which the need does not repeat.
    if (version === undefined || all.length === 1) return all;
    const exact = all.filter((at) => packages[at]?.version === version);
    return exact.length === 0 ? all : exact;
  };
};

type Reason = { readonly kind: 'main' | 'group' | 'extra'; readonly name: string };

const reasonOf = ({ under }: LockedNeed): Reason => under ?? { kind: 'main', name: '' };

/** Everything that is reached from these needs, extras of packages included. */
const reachedFrom = (
  needs: readonly LockedNeed[],
  packages: readonly LockedPackage[],
  find: Finder,
  budget: { steps: number },
): ReadonlySet<number> => {
  const reached = new Set<number>();
  const seen = new Set<string>();
  const open = [...needs];
  for (let need = open.pop(); need !== undefined && budget.steps > 0; need = open.pop())
    for (const at of find(need)) {
      budget.steps -= 1;
      for (const extra of ['', ...(need.extras ?? [])]) {
        const place = `${at} ${extra}`;
        if (seen.has(place)) continue;
        seen.add(place);
        reached.add(at);
        for (const next of packages[at]?.needs ?? []) {
          budget.steps -= 1;
          if (
            extra === ''
              ? next.under === undefined
              : next.under?.kind === 'extra' && next.under.name === extra
          )
            open.push(next);
        }
      }
    }
  return reached;
};

/** By reason what the project's own packages bring; undefined where the lock does not tell, or it would take too long. */
const reachable = (
  packages: readonly LockedPackage[],
  find: Finder,
): ReadonlyMap<string, { readonly reason: Reason; readonly reached: ReadonlySet<number> }> | undefined => {
  const reasons = new Map<string, { reason: Reason; needs: LockedNeed[] }>();
  for (const { root, needs = [] } of packages)
    for (const need of root === true ? needs : []) {
      const reason = reasonOf(need);
      const key = `${reason.kind} ${reason.name}`;
      const held = reasons.get(key) ?? { reason, needs: [] };
      reasons.set(key, held);
      held.needs.push(need);
    }
  const budget = { steps: MOST_STEPS };
  const found = new Map(
    [...reasons].map(([key, { reason, needs }]) => [
      key,
      { reason, reached: reachedFrom(needs, packages, find, budget) },
    ]),
  );
  return budget.steps <= 0 ? undefined : found;
};

/** Works out who needs whom, and which groups and extras bring what, from the edges and roots of a lock. */
export const broughtBy = (packages: readonly LockedPackage[]): readonly Brought[] => {
  const find = finderOf(packages);
  const parents = packages.map((): number[] => []);
  const direct = new Set<number>();
  const hasRoot = packages.some(({ root }) => root === true);
  let steps = MOST_STEPS;
  let from = 0;
  for (const { needs = [], root } of packages) {
    for (const need of needs)
      for (const at of find(need)) {
        steps -= 1;
        if (steps <= 0) break;
        if (root === true) direct.add(at);
        else parents[at]?.push(from);
      }
    from += 1;
  }
  const reasons = hasRoot ? reachable(packages, find) : undefined;
  const main = reasons?.get('main ')?.reached;
  const named = [...(reasons?.values() ?? [])].filter(({ reason }) => reason.kind !== 'main');
  return packages.map(({ groups = [], rootExtras = [] }, at) => {
    const own = (kind: Reason['kind']): readonly string[] =>
      named.length === 0 || main?.has(at) === true
        ? []
        : named.flatMap(({ reason, reached }) =>
            reason.kind === kind && reached.has(at) ? [reason.name] : [],
          );
    return {
      parents: parents[at] ?? [],
      groups: groups.length > 0 ? groups : own('group'),
      extras: rootExtras.length > 0 ? rootExtras : own('extra'),
      ...(hasRoot ? { direct: direct.has(at) } : {}),
    };
  });
};
