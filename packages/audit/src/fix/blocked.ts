import type { InputKind } from '../collect/index.ts';
import type { Flaw } from '../flaw/index.ts';
import { BudgetError } from './budget.ts';
import type { Candidates } from './candidates.ts';
import { explain, type Explanation } from './explain.ts';
import type { Facts } from './facts.ts';
import type { Node } from './graph.ts';
import { optionsOf } from './options.ts';
import type { Solution } from './solve.ts';
import type { Blocked } from './types.ts';

const MOST_NAMED = 5;

const named = (ids: readonly string[]): string =>
  ids.length <= MOST_NAMED
    ? ids.join(', ')
    : `${ids.slice(0, MOST_NAMED).join(', ')} and ${ids.length - MOST_NAMED} more`;

const NONE: Explanation = { sentences: [], core: [] };

const explained = async (facts: Facts, node: Node, fix: string): Promise<Explanation> => {
  try {
    facts.meter.begin();
    return await explain(facts, { node, version: fix, as: `the fix is ${node.name} ${fix}` });
  } catch (error) {
    if (error instanceof BudgetError) return NONE;
    throw error;
  }
};

type Why = Pick<Blocked, 'fix' | 'reason' | 'sentences' | 'core'>;

/** Why there is no version to go to at all. */
const withoutFix = (
  node: Node,
  flaws: readonly Flaw[],
  { otherPython, tainted, blind }: Candidates,
  facts: Facts,
): Why => {
  const ids = named(flaws.map(({ ids: [first] }) => first));
  const wanted = new Set(flaws.map(({ ids: [first] }) => first));
  const other = otherPython.find(({ ends }) => ends.some((id) => wanted.has(id)));
  if (other !== undefined)
    return {
      reason: 'python',
      fix: other.version,
      core: [],
      sentences: [
        `The fix is ${node.name} ${other.version}, which asks for Python ${other.requiresPython ?? ''}; the project is for ${(facts.graph.pythons ?? []).join(', ')}.`,
      ],
    };
  const [first] = tainted;
  const sentence =
    first !== undefined
      ? `Versions that end ${ids} bring others in: ${node.name} ${first.version} has ${named(first.brings)}.`
      : blind === undefined
        ? `No later version of ${node.name} ends ${ids}.`
        : `No version of ${node.name} is known that ends ${ids}, and the index could not be asked: ${blind}.`;
  return { reason: 'no-fix', core: [], sentences: [sentence] };
};

const whyOf = async (
  facts: Facts,
  node: Node,
  flaws: readonly Flaw[],
  unmet: ReturnType<Solution['unmet']['get']>,
): Promise<Why> => {
  const candidates = await facts.candidates(node);
  const wanted = flaws.map(({ ids: [first] }) => first);
  // The nearest of those that end most of what is left.
  const ending = (ends: readonly string[]): number => wanted.filter((id) => ends.includes(id)).length;
  const most = Math.max(0, ...candidates.fit.map(({ ends }) => ending(ends)));
  const fix = most === 0 ? undefined : candidates.fit.find(({ ends }) => ending(ends) === most)?.version;
  if (fix === undefined) return withoutFix(node, flaws, candidates, facts);
  const { sentences, core } = await explained(facts, node, fix);
  const [first, ...rest] = sentences;
  if (unmet?.kind === 'search') {
    const gaveUp = `The fix is ${node.name} ${fix}; whether it can be had nobody knows: the search would take ${unmet.why}.`;
    return { fix, reason: 'search', core, sentences: [gaveUp, ...sentences] };
  }
  if (first !== undefined) return { fix, reason: 'bounds', core, sentences: [first, ...rest] };
  return {
    fix,
    reason: 'bounds',
    core,
    sentences: [
      `The fix is ${node.name} ${fix}, which does not go together with the ${unmet?.kind === 'together' ? 'other moves of this plan' : 'other packages'}.`,
    ],
  };
};

/** Says why flaws of a package stay, and what can be done about that. */
export const blockedOf = async (
  facts: Facts,
  {
    node,
    flaws,
    unmet,
    kind,
  }: { node: Node; flaws: readonly Flaw[]; unmet: ReturnType<Solution['unmet']['get']>; kind: InputKind },
  now: Date,
): Promise<Blocked> => {
  const why = await whyOf(facts, node, flaws, unmet);
  const { name, version } = node;
  const [because] = why.sentences;
  return {
    name,
    version,
    flaws,
    ...why,
    options: optionsOf(
      {
        kind,
        name,
        version,
        flaws,
        core: why.core,
        because,
        ...(why.fix === undefined ? {} : { fix: why.fix }),
      },
      now,
    ),
  };
};
