import { compareText } from '@custody/findings';
import type { MarkerUniverse } from '@custody/python';
import type { Assessor, Flaw } from '../flaw/index.ts';
import type { IndexData } from '../index-data/index.ts';
import type { Subject } from '../subject/index.ts';
import { blockedOf } from './blocked.ts';
import { type FixBudget, FIX_BUDGET, meterOf } from './budget.ts';
import { wayOf } from './commands.ts';
import { type Facts, factsOf, inTurn } from './facts.ts';
import { type Graph, isMovable, type Node } from './graph.ts';
import { type FixInput, graphOf } from './input.ts';
import { additionsOf, type Assigned, leftBy, needsIn } from './search.ts';
import { solve, type Wanted } from './solve.ts';
import type { Blocked, FixPlan, InputPlan, Move } from './types.ts';

/** What a plan rests on. */
export type FixBench = {
  readonly assess: Assessor;
  readonly index: IndexData;
  /** Dates of proposed holds begin here. */
  readonly now: Date;
  /** The environments that the person chose; every supported one where absent. */
  readonly universe?: MarkerUniverse;
  /** Whether a flaw is to be ended; all of them where absent. One that the policy accepts need not be. `path` is the input's. */
  readonly wants?: (subject: Subject, flaw: Flaw, path: string) => boolean;
  readonly budget?: FixBudget;
};

type Target = { readonly node: Node; readonly flaws: readonly Flaw[] };

const targetsOf = ({ collected }: FixInput, graph: Graph, { assess, wants }: FixBench): readonly Target[] => {
  const seen = new Set<string>();
  return collected.subjects.flatMap((subject): readonly Target[] => {
    const node = graph.nodes.get(subject.key);
    if (!isMovable(subject) || node === undefined || seen.has(subject.key)) return [];
    seen.add(subject.key);
    const { flaws } = assess({ ecosystem: 'PyPI', name: node.name, version: node.version });
    const wanted = flaws.filter((flaw) => wants?.(subject, flaw, collected.input.path) ?? true);
    return wanted.length === 0 ? [] : [{ node, flaws: wanted }];
  });
};

/** Extras that packages ask of one another: needed where the input itself does not say who brings what. */
const spreadExtras = async (facts: Facts, extras: Map<string, Set<string>>): Promise<void> => {
  const { graph } = facts;
  if (graph.edges) return;
  const nodes = [...graph.nodes.values()];
  const answers = await inTurn(nodes, facts.own);
  // An extra may bring a need with another extra; each round adds one, or it ends.
  for (let grown = true; grown; ) {
    grown = false;
    for (const [at, node] of nodes.entries()) {
      const needs = answers[at];
      if (needs?.kind !== 'known') continue;
      for (const bounds of needs.value.values())
        for (const { name, extras: names } of bounds) {
          const child = names.length === 0 ? undefined : graph.byName.get(name)?.[0];
          if (child === undefined || facts.on(needs.value, node, child).length === 0) continue;
          const held = extras.get(name) ?? new Set();
          extras.set(name, held);
          for (const extra of names) {
            grown ||= !held.has(extra);
            held.add(extra);
          }
        }
    }
  }
};

const wantedOf = async (facts: Facts, { node, flaws }: Target): Promise<Wanted> => {
  const ids = new Set(flaws.map(({ ids: [first] }) => first));
  const { fit } = await facts.candidates(node);
  const levels = fit.flatMap((one) => leftBy(one, ids) ?? []);
  return { key: node.key, ids, levels: [...new Set(levels)].sort((a, b) => a - b) };
};

const movesOf = async (
  facts: Facts,
  targets: readonly Target[],
  assigned: Assigned,
): Promise<readonly Move[]> => {
  const { graph } = facts;
  const flawed = new Set(targets.map(({ node }) => node.key));
  const moves: Move[] = [];
  for (const [key, to] of assigned) {
    const node = graph.nodes.get(key);
    if (node === undefined) continue;
    const needs = await facts.needs(node, to.version);
    moves.push({
      name: node.name,
      from: node.version,
      to: to.version,
      why: flawed.has(key) ? 'flaw' : 'way',
      ends: to.ends,
      leaves: to.leaves,
      brings: needs.kind === 'known' ? await additionsOf(facts, node, needs.value) : [],
      ...(to.requiresPython === undefined || graph.pythons !== undefined
        ? {}
        : { needsPython: to.requiresPython }),
      ...(to.uploaded === undefined ? {} : { uploaded: to.uploaded }),
    });
  }
  return moves.sort((a, b) => compareText(a.name, b.name) || compareText(a.from, b.from));
};

/** What keeps anybody from promising that the moves fit. */
const unprovenOf = async (facts: Facts, assigned: Assigned): Promise<readonly string[]> => {
  const { graph } = facts;
  const said: string[] = [];
  const silent = new Map<string, string>();
  for (const [key, { version }] of assigned) {
    const node = graph.nodes.get(key);
    if (node === undefined) continue;
    const needs = await facts.needs(node, version);
    if (needs.kind === 'unknown')
      said.push(`What ${node.name} ${version} needs is not known: ${needs.reason}.`);
    // Where the input does not say who needs it, anybody may.
    for (const parent of graph.edges ? await facts.parents(node) : graph.nodes.values()) {
      const own = await needsIn(facts, parent, assigned);
      if (own.kind === 'unknown' && !assigned.has(parent.key))
        silent.set(`${parent.name} ${parent.version}`, own.reason);
    }
  }
  const [first, ...others] = silent;
  if (first !== undefined)
    said.push(
      others.length === 0
        ? `What ${first[0]} needs is not known: ${first[1]}.`
        : `What ${first[0]} and ${others.length} more need is not known: ${first[1]}.`,
    );
  return said;
};

/** Makes the plan for one input. */
export const planInput = async (given: FixInput, bench: FixBench): Promise<InputPlan> => {
  const { collected } = given;
  const { path } = collected.input;
  const { graph, extras } = await graphOf(given, bench);
  const meter = meterOf(bench.budget ?? FIX_BUDGET);
  const facts = factsOf(graph, { assess: bench.assess, index: bench.index, meter });
  const targets = targetsOf(given, graph, bench);
  const base = { path, format: collected.input.format };
  if (targets.length === 0)
    return {
      ...base,
      moves: [],
      blocked: [],
      unproven: [],
      smallest: true,
      way: wayOf(collected.kind, path, []),
    };
  await spreadExtras(facts, extras);
  const wanted = await inTurn(targets, (target) => wantedOf(facts, target));
  const solution = await solve(
    facts,
    wanted.filter(({ levels }) => levels.length > 0),
  );
  const blocked: Blocked[] = [];
  for (const { node, flaws } of targets) {
    const ended = solution.assigned.get(node.key)?.ends ?? [];
    const left = flaws.filter(({ ids: [first] }) => !ended.includes(first));
    if (left.length > 0)
      blocked.push(
        await blockedOf(
          facts,
          { node, flaws: left, unmet: solution.unmet.get(node.key), kind: collected.kind },
          bench.now,
        ),
      );
  }
  const moves = await movesOf(facts, targets, solution.assigned);
  return {
    ...base,
    moves,
    blocked,
    unproven: await unprovenOf(facts, solution.assigned),
    smallest: solution.smallest,
    way: wayOf(collected.kind, path, moves),
  };
};

/**
 * Plans what to change so that the flaws of each input end: the fewest packages moved, these as little as possible, nothing worse
 * brought in, no bound broken that is known. Where a flaw cannot be ended it is said why, and what can be done. Reads nothing but
 * what it is given and the index; writes nothing. The same inputs and answers give the same plan.
 */
export const planFixes = async (inputs: readonly FixInput[], bench: FixBench): Promise<FixPlan> => {
  const plans: InputPlan[] = [];
  for (const input of inputs) plans.push(await planInput(input, bench));
  return { inputs: plans };
};
