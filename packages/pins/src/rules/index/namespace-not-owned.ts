import type { Rule } from '@custody/findings';
import { projectsIn } from '../../deps/projects.ts';
import { indexEntries, requirementFilesIn } from '../../deps/requirement-files.ts';
import { indexesOfName } from '../../indexes/questions.ts';
import { withoutAnswer } from '../../indexes/unanswered.ts';
import { indexKey, PYPI } from '../../indexes/url.ts';
import { type PinRule, placeAt, type Place } from '../rule.ts';
import type { RepositoryView } from '../../repository/view.ts';

const rule: Rule = {
  id: 'index/namespace-not-owned',
  title: 'A project in a reserved namespace belongs to whom the namespace belongs',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'PEP 752, Project Detail',
  why: 'The name says that it comes from the owner of the namespace, and it does not: it was there before, and may be taken for theirs.',
  todo: 'Look at who publishes it; if you meant a project of the namespace’s owner, take the one that is theirs.',
  online: true,
};

const namedIn = (view: RepositoryView): ReadonlyMap<string, Place> => {
  const found = new Map<string, Place>();
  for (const one of view.once(requirementFilesIn))
    for (const { requirement, range } of indexEntries(one))
      if (!found.has(requirement.name)) found.set(requirement.name, placeAt(one.file, range));
  for (const { toml, declared } of view.once(projectsIn)) {
    const places = toml.places(declared.map(({ path }) => path));
    for (const [at, { requirement }] of declared.entries())
      if (!found.has(requirement.name))
        found.set(requirement.name, placeAt(toml.file, places[at] ?? { start: 0, end: 0 }));
  }
  return found;
};

/** Dependencies whose name falls into a namespace that PyPI has given to somebody else. */
export const namespaceNotOwned: PinRule = {
  rule,
  *judge(view) {
    const { indexes } = view.outside;
    let first: Place | undefined;
    for (const [name, at] of namedIn(view)) {
      const project = indexes?.project(PYPI, name);
      // What comes from elsewhere is in no namespace of PyPI.
      if (project === undefined && indexesOfName(view, name)?.includes(indexKey(PYPI) ?? '') !== true)
        continue;
      if (project === undefined) first ??= at;
      if (project === undefined || project === 'absent') continue;
      for (const namespace of project.namespaces)
        if (!namespace.owned)
          yield {
            kind: 'found',
            at,
            message: `${name} lies in the namespace ${JSON.stringify(namespace.name.slice(0, 80))} of PyPI, and does not belong to its owner.`,
            key: name,
          };
    }
    if (first !== undefined)
      yield {
        kind: 'unknown',
        at: first,
        reason: withoutAnswer(view),
        required: false,
      };
  },
};
