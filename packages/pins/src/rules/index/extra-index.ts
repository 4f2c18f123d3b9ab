import type { Rule } from '@custody/findings';
import { listed } from '../../deps/words.ts';
import { answering, indexScopesIn } from '../../indexes/scopes.ts';
import type { IndexScope } from '../../indexes/types.ts';
import { isWellKnown, PYPI, shownIndex } from '../../indexes/url.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'index/extra-index',
  title: 'A name is answered by one index',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'pip asks all indexes for every name and takes the highest version: whoever registers a private name on the public one decides what is installed.',
  attack:
    'In December 2022 torchtriton, a name of PyTorch’s own index, was registered on PyPI; everyone who installed with both got the attacker’s.',
  todo: 'Let one index answer for everything (a proxy that holds both), or name the index of each project (uv: `explicit = true` and `[tool.uv.sources]`), or install from a lock with hashes.',
};

const TODO: Readonly<Record<IndexScope['tool'], string | undefined>> = {
  pip: undefined,
  uv: undefined,
  pipenv: undefined,
  poetry:
    'Give the second source `priority = "explicit"`, and name it where it is meant: `package = { version = "…", source = "…" }`.',
  pdm: 'Say which projects the second source is for (`include_packages`), and set `respect-source-order = true` under `[tool.pdm.resolution]`.',
};

const severityOf = ({ hashed, uses }: IndexScope): Observation['severity'] => {
  if (hashed) return 'info';
  return uses.filter(({ role }) => role === 'extra').every(({ url }) => isWellKnown(url)) ? 'low' : 'medium';
};

const observed = (scope: IndexScope, indexes: readonly string[]): Observation => {
  const { uses, names, hashed, tool, what } = scope;
  const extra = uses.find(({ role, url }) => role === 'extra' && url !== PYPI) ?? scope;
  const severity = severityOf(scope);
  const todo = TODO[tool];
  const asked = listed(indexes.map(shownIndex));
  const could =
    names.length === 0
      ? `every name could be answered by ${indexes.length} indexes`
      : `${listed(names)} could be answered by ${indexes.length} indexes`;
  return {
    kind: 'found',
    at: placeAt(extra.file, extra.range),
    related: uses
      .filter((one) => one !== extra)
      .slice(0, 10)
      .map(({ file, range }) => placeAt(file, range)),
    message: `${what}: ${could} (${asked}), and the highest version wins${hashed ? '; hashes hold what is taken' : ''}.`,
    ...(severity && { severity }),
    ...(todo !== undefined && { todo }),
    key: indexes.map(shownIndex).join(' '),
  };
};

/** Settings by which several indexes are asked for the same names, and none of them comes first. */
export const extraIndex: PinRule = {
  rule,
  *judge(view) {
    const seen = new Set<string>();
    for (const scope of view.once(indexScopesIn)) {
      const indexes = answering(scope);
      if (scope.strategy !== 'merged' || indexes.length < 2) continue;
      const seenHere = observed(scope, indexes);
      const { at } = seenHere;
      // One variable is in force for many commands.
      const key = 'file' in at ? `${at.file.path}:${at.range.start}` : at.path;
      if (seen.has(key)) continue;
      seen.add(key);
      yield seenHere;
    }
  },
};
