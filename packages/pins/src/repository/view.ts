import type { Resolutions } from '../resolution/types.ts';
import type { Outside } from './outside.ts';
import type { Repository } from './types.ts';

/** A repository as the rules see it: its files, whatever was made of them so far, and what is known from outside. */
export type RepositoryView = {
  readonly repository: Repository;
  /** What `make` answers for this view, made once: `view.once(workflowsOf)`. */
  readonly once: <Made>(make: (view: RepositoryView) => Made) => Made;
  /** What references of other repositories stood for, from a resolution cache or from asking. Absent: nothing is known. */
  readonly resolutions?: Resolutions;
  readonly outside: Outside;
};

/** A view of a repository. Everything is made from it lazily. */
export const repositoryView = (
  repository: Repository,
  resolutions?: Resolutions,
  outside: Outside = {},
): RepositoryView => {
  const made = new Map<unknown, unknown>();
  const view: RepositoryView = {
    repository,
    once: <Made>(make: (one: RepositoryView) => Made): Made => {
      if (!made.has(make)) made.set(make, make(view));
      return made.get(make) as Made;
    },
    ...(resolutions && { resolutions }),
    outside,
  };
  return view;
};
