import type { Assessor } from '../flaw/index.ts';
import type { Answer, IndexData } from '../index-data/index.ts';
import { type Bound, boundOf, counts } from './bounds.ts';
import type { Meter } from './budget.ts';
import { type Candidates, candidatesOf } from './candidates.ts';
import type { Graph, Node } from './graph.ts';

/** What one version needs, by the needed package's name. */
export type NeedsByName = ReadonlyMap<string, readonly Bound[]>;

/** What is known of versions, each asked for once. */
export type Facts = {
  readonly graph: Graph;
  readonly meter: Meter;
  readonly candidates: (node: Node) => Promise<Candidates>;
  /** Of a version of the input itself: those are always asked for. */
  readonly own: (node: Node) => Promise<Answer<NeedsByName>>;
  /** Of a version that it could move to: these are counted. */
  readonly needs: (node: Node, version: string) => Promise<Answer<NeedsByName>>;
  /** Bounds of `parent`, at whatever version its needs are of, that count for `child`. */
  readonly on: (needs: NeedsByName, parent: Node, child: Node) => readonly Bound[];
  /** Nodes that may have a bound on this one. */
  readonly parents: (child: Node) => Promise<readonly Node[]>;
};

const NONE: ReadonlySet<string> = new Set();
/** How many answers are waited for together. */
const TOGETHER = 8;

const byName = (requires: readonly string[]): NeedsByName => {
  const found = new Map<string, Bound[]>();
  for (const text of requires) {
    const bound = boundOf(text);
    if (bound === undefined) continue;
    const held = found.get(bound.name);
    if (held === undefined) found.set(bound.name, [bound]);
    else held.push(bound);
  }
  return found;
};

/** Asks all, some at a time, in order. */
export const inTurn = async <T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> => {
  const answers: R[] = [];
  for (let at = 0; at < items.length; at += TOGETHER)
    answers.push(...(await Promise.all(items.slice(at, at + TOGETHER).map(ask))));
  return answers;
};

/** Makes the facts of one input. */
export const factsOf = (
  graph: Graph,
  { assess, index, meter }: { assess: Assessor; index: IndexData; meter: Meter },
): Facts => {
  const candidates = new Map<string, Promise<Candidates>>();
  const asked = new Map<string, Promise<Answer<NeedsByName>>>();
  let setters: ReadonlyMap<string, readonly Node[]> | undefined;
  const ask = (name: string, version: string, count: boolean): Promise<Answer<NeedsByName>> => {
    const key = `${name} ${version}`;
    const held = asked.get(key);
    if (held !== undefined) return held;
    if (count) meter.question();
    const answer = index
      .metadata(name, version)
      .then(
        (said): Answer<NeedsByName> =>
          said.kind === 'known' ? { kind: 'known', value: byName(said.value.requiresDist) } : said,
      );
    asked.set(key, answer);
    return answer;
  };
  const own = ({ name, version }: Node): Promise<Answer<NeedsByName>> => ask(name, version, false);
  /** Who sets a bound on whom, of all that the input names: asked where the input does not say it. */
  const settersOf = async (): Promise<ReadonlyMap<string, readonly Node[]>> => {
    const found = new Map<string, Node[]>();
    const nodes = [...graph.nodes.values()];
    const answers = await inTurn(nodes, own);
    for (const [at, node] of nodes.entries()) {
      const answer = answers[at];
      if (answer?.kind !== 'known') continue;
      for (const name of answer.value.keys()) {
        const held = found.get(name);
        if (held === undefined) found.set(name, [node]);
        else held.push(node);
      }
    }
    return found;
  };
  return {
    graph,
    meter,
    own,
    needs: ({ name }, version) => ask(name, version, true),
    candidates: (node) => {
      const held = candidates.get(node.key) ?? candidatesOf(node, { assess, index, pythons: graph.pythons });
      candidates.set(node.key, held);
      return held;
    },
    on: (needs, parent, child) => {
      const bounds = needs.get(child.name);
      if (bounds === undefined) return [];
      // Where the input says that the one needs the other, it also says that the extra is asked for.
      const extras = child.parents.has(parent.key) ? 'any' : (graph.extras.get(parent.name) ?? NONE);
      return bounds.filter((bound) => counts(bound, extras, graph.scopeOf));
    },
    parents: async (child) => {
      if (graph.edges) return [...child.parents].flatMap((key) => graph.nodes.get(key) ?? []);
      setters ??= await settersOf();
      return setters.get(child.name) ?? [];
    },
  };
};
