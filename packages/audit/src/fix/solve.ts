import { BudgetError } from './budget.ts';
import type { Candidate } from './candidates.ts';
import type { Facts } from './facts.ts';
import { type Assigned, type Goal, nearestOf, nextOf, search, type Targets } from './search.ts';

/** A package with flaws, and how many of them its better versions leave: fewest first. */
export type Wanted = Pick<Goal, 'ids'> & { readonly key: string; readonly levels: readonly number[] };

export type Solution = {
  readonly assigned: Assigned;
  /** The targets that are met. */
  readonly met: Targets;
  readonly smallest: boolean;
  /** The others; of `search` nobody knows. `together`: alone each could be met. */
  readonly unmet: ReadonlyMap<
    string,
    { readonly kind: 'bounds' | 'together' } | { readonly kind: 'search'; readonly why: string }
  >;
};

type Outcome =
  | { readonly kind: 'met'; readonly assigned: Assigned }
  | { readonly kind: 'none' }
  | { readonly kind: 'search'; readonly why: string };

const attempt = async (facts: Facts, targets: Targets): Promise<Outcome> => {
  try {
    const assigned = await search(facts, targets);
    return assigned === undefined ? { kind: 'none' } : { kind: 'met', assigned };
  } catch (error) {
    if (error instanceof BudgetError) return { kind: 'search', why: error.message };
    throw error;
  }
};

/** The best level that can be had beside what is met already. */
const meet = async (facts: Facts, { key, ids, levels }: Wanted, met: Targets) => {
  let last: Exclude<Outcome, { kind: 'met' }> = { kind: 'none' };
  for (const level of levels) {
    const goal = { ids, most: level };
    const outcome = await attempt(facts, new Map(met).set(key, goal));
    if (outcome.kind === 'met') return { ...outcome, goal };
    // Nobody knows of a better level: what follows must not be called impossible either.
    if (last.kind === 'none') last = outcome;
  }
  return last;
};

/** All at once, where they do not stand in each other's way. */
const union = (all: readonly Assigned[]): Assigned | undefined => {
  const found = new Map<string, Candidate>();
  for (const assigned of all)
    for (const [key, candidate] of assigned) {
      const held = found.get(key);
      if (held !== undefined && held.version !== candidate.version) return undefined;
      found.set(key, candidate);
    }
  return found;
};

const fits = async (facts: Facts, met: Targets, assigned: Assigned | undefined): Promise<boolean> => {
  if (assigned === undefined) return false;
  try {
    facts.meter.begin();
    return (await nextOf(facts, met, assigned)) === 'goal';
  } catch (error) {
    if (error instanceof BudgetError) return false;
    throw error;
  }
};

/**
 * Meets as many of the wanted targets as it can, in their order where not all can be had: each alone first, since most have
 * nothing to do with each other, then all together.
 */
export const solve = async (facts: Facts, wanted: readonly Wanted[]): Promise<Solution> => {
  const unmet = new Map<string, { kind: 'bounds' | 'together' } | { kind: 'search'; why: string }>();
  const alone: Assigned[] = [];
  let met: Map<string, Goal> = new Map();
  for (const one of wanted) {
    const outcome = await meet(facts, one, new Map());
    if (outcome.kind === 'met') {
      alone.push(outcome.assigned);
      met.set(one.key, outcome.goal);
    } else unmet.set(one.key, outcome.kind === 'none' ? { kind: 'bounds' } : outcome);
  }
  const all = union(alone);
  const fit = await fits(facts, met, all);
  // Nothing moved that need not be, and each as little as it ever could: nothing is smaller.
  const nearest = await nearestOf(facts, met);
  if (all !== undefined && fit && [...all].every(([key, { rank }]) => nearest.get(key) === rank))
    return { assigned: all, met, smallest: true, unmet };
  const together = await attempt(facts, met);
  if (together.kind === 'met') return { assigned: together.assigned, met, smallest: true, unmet };
  if (all !== undefined && fit) return { assigned: all, met, smallest: false, unmet };
  let assigned: Assigned = new Map();
  const possible = wanted.filter(({ key }) => met.has(key));
  met = new Map();
  for (const one of possible) {
    const outcome = await meet(facts, one, met);
    if (outcome.kind === 'met') {
      met.set(one.key, outcome.goal);
      assigned = outcome.assigned;
    } else unmet.set(one.key, outcome.kind === 'none' ? { kind: 'together' } : outcome);
  }
  return { assigned, met, smallest: together.kind !== 'search', unmet };
};
