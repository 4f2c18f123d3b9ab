import { contains } from '@custody/python';
import type { Candidate } from './candidates.ts';
import type { Bound } from './bounds.ts';
import type { Facts, NeedsByName } from './facts.ts';
import { inTurn } from './facts.ts';
import type { Node } from './graph.ts';
import { additionsOf, brokenBounds, brokenRoots } from './search.ts';
import type { Blocker } from './types.ts';

/** Why a version cannot be had: sentences for people, and the bounds as data. */
export type Explanation = { readonly sentences: readonly string[]; readonly core: readonly Blocker[] };

/** How far a chain of "…, but that needs …" is followed. */
const DEEPEST = 4;

const NOTHING: Explanation = { sentences: [], core: [] };

const join = (all: readonly Explanation[]): Explanation => ({
  sentences: all.flatMap(({ sentences }) => sentences),
  core: all.flatMap(({ core }) => core),
});

const list = (bounds: readonly Bound[]): string => bounds.map(({ text }) => text).join(', ');

type Goal = {
  readonly node: Node;
  readonly version: string;
  /** How the version is spoken of: `the fix is b 3.0.2`. */
  readonly as: string;
};

/** What the newest versions of a package say of another one at a version. */
type Later = {
  readonly newest?: Candidate;
  readonly newestNeeds?: NeedsByName;
  readonly unknown?: string;
  /** The nearest one that admits it. */
  readonly admitting?: Candidate;
};

const laterOf = async (facts: Facts, parent: Node, { node, version }: Goal): Promise<Later> => {
  const { fit } = await facts.candidates(parent);
  const newest = fit.at(-1);
  if (newest === undefined) return {};
  const answers = await inTurn(fit, async (candidate) => ({
    candidate,
    needs: await facts.needs(parent, candidate.version),
  }));
  const last = answers.at(-1)?.needs;
  const admitting = answers.find(
    ({ needs }) =>
      needs.kind === 'known' &&
      facts.on(needs.value, parent, node).every(({ specifiers }) => contains(specifiers, version)),
  )?.candidate;
  return {
    newest,
    ...(last?.kind === 'known' ? { newestNeeds: last.value } : {}),
    ...(last?.kind === 'unknown' ? { unknown: last.reason } : {}),
    ...(admitting === undefined ? {} : { admitting }),
  };
};

const whatNewestSays = (facts: Facts, parent: Node, goal: Goal, before: string, later: Later): string => {
  const { newest, newestNeeds, unknown } = later;
  if (newest === undefined) return `and ${parent.name} has no newer version to go to`;
  if (newestNeeds === undefined)
    return `and what the newest ${parent.name} ${newest.version} requires is not known: ${unknown ?? ''}`;
  const now = list(facts.on(newestNeeds, parent, goal.node));
  return now === before
    ? `and the newest ${parent.name} ${newest.version} still requires it`
    : `and the newest ${parent.name} ${newest.version} requires ${now}`;
};

const ofParent = async (facts: Facts, parent: Node, goal: Goal, depth: number): Promise<Explanation> => {
  const needs = await facts.own(parent);
  if (needs.kind === 'unknown') return NOTHING;
  const broken = brokenBounds(facts, needs.value, parent, goal.node, goal.version);
  if (broken.length === 0) return NOTHING;
  const before = list(facts.on(needs.value, parent, goal.node));
  const head = `${parent.name} ${parent.version} requires ${before}, ${goal.as}`;
  const core = broken.map(
    ({ text }): Blocker => ({ by: { name: parent.name, version: parent.version }, requires: text }),
  );
  const later = await laterOf(facts, parent, goal);
  const { admitting } = later;
  if (admitting === undefined)
    return { sentences: [`${head}, ${whatNewestSays(facts, parent, goal, before, later)}.`], core };
  const next = await explain(
    facts,
    {
      node: parent,
      version: admitting.version,
      as: `and ${parent.name} ${admitting.version} would allow ${goal.node.name} ${goal.version}`,
    },
    depth + 1,
  );
  const that = `${head}; ${parent.name} ${admitting.version} would allow it, but cannot be had`;
  return {
    sentences: [
      next.sentences.length === 0 ? `${that} together with the rest.` : `${that}:`,
      ...next.sentences,
    ],
    core: [...core, ...next.core],
  };
};

/** What the version itself needs and cannot have. */
const ofItself = async (facts: Facts, { node, version }: Goal): Promise<Explanation> => {
  const needs = await facts.needs(node, version);
  if (needs.kind === 'unknown') return NOTHING;
  const { graph } = facts;
  const all: Explanation[] = [];
  for (const name of needs.value.keys())
    for (const child of graph.byName.get(name) ?? []) {
      const bounds = facts
        .on(needs.value, node, child)
        .filter(({ specifiers }) => !contains(specifiers, child.version));
      if (bounds.length === 0) continue;
      const { fit } = await facts.candidates(child);
      const room = fit.some((to) => bounds.every(({ specifiers }) => contains(specifiers, to.version)));
      // Where it could move it is what keeps it there that is told, by whoever keeps it.
      const held = room
        ? 'and that does not go together with the rest'
        : 'and no later version of it satisfies that';
      all.push({
        sentences: [
          `${node.name} ${version} requires ${list(bounds)}, here is ${child.name} ${child.version}, ${held}.`,
        ],
        core: bounds.map(({ text }) => ({ by: { name: node.name, version }, requires: text })),
      });
    }
  const added = graph.closed ? await additionsOf(facts, node, needs.value) : [];
  if (added.length > 0)
    all.push({
      sentences: [
        `${node.name} ${version} needs ${added.join(', ')}, which the file does not name, and an installer takes nothing else: lock again with the tool that wrote it.`,
      ],
      core: added.map((name) => ({ by: { name: node.name, version }, requires: name })),
    });
  return join(all);
};

/**
 * Explains why a package cannot go to a version: every bound that forbids it, and what the newest versions of those who set it say.
 * Empty where no single bound does. Throws BudgetError.
 */
export const explain = async (facts: Facts, goal: Goal, depth = 0): Promise<Explanation> => {
  if (depth >= DEEPEST) return NOTHING;
  const { node, version, as } = goal;
  const roots = brokenRoots(facts, node, version).map(
    ({ bound, location }): Explanation => ({
      sentences: [`The project itself asks for ${bound.text} in ${location.file}, ${as}.`],
      core: [{ requires: bound.text, location }],
    }),
  );
  const parents: Explanation[] = [];
  for (const parent of await facts.parents(node)) {
    facts.meter.step();
    parents.push(await ofParent(facts, parent, goal, depth));
  }
  return join([...roots, ...parents, await ofItself(facts, goal)]);
};
