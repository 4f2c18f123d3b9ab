import type { Rule } from '@custody/findings';
import { counted, listed } from '../../deps/words.ts';
import { installsIn } from '../../installs/installs.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';
import { type Adhoc, adhocOf } from './adhoc-install.ts';

const rule: Rule = {
  id: 'deps/unpinned-environment',
  title: 'Environments of tools name versions',
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  why: 'Environments of tox and of pre-commit hooks are made on the machines of those who develop: without a version they take what was published last.',
  todo: 'Name a version for each (`name==1.2`), or let tox install from a lock with `-r`.',
};

const openIn = (view: RepositoryView, tool: 'tox' | 'pre-commit'): readonly Adhoc[] => {
  const seen = new Set<number>();
  return view.once(installsIn).flatMap((install) => {
    // What an anchor brings in twice stands there once.
    if (install.tool !== tool || seen.has(install.range.start)) return [];
    seen.add(install.range.start);
    const found = adhocOf(view, install);
    return found === undefined || found.open.length === 0 ? [] : [found];
  });
};

/** Dependencies of tox environments and of hooks that have no version: one finding for each of the two. */
export const unpinnedEnvironment: PinRule = {
  rule,
  *judge(view): Iterable<Observation> {
    for (const tool of ['tox', 'pre-commit'] as const) {
      const found = openIn(view, tool);
      const [first, ...others] = found;
      if (first === undefined) continue;
      yield {
        kind: 'found',
        at: placeAt(first.install.file, first.install.range),
        related: others.slice(0, 20).map(({ install }) => placeAt(install.file, install.range)),
        message: `${counted(found.length, tool === 'tox' ? 'environment' : 'hook')} ${found.length === 1 ? 'names' : 'name'} ${listed(found.flatMap(({ open }) => open))} without a fixed version.`,
        key: tool,
      };
    }
  },
};
