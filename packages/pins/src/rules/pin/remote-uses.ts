import type { RepositoryView } from '../../repository/view.ts';
import { type UsesAt, usesIn } from '../../workflow/each.ts';
import type { RemoteTarget } from './about.ts';

export type RemoteUses = UsesAt & { readonly target: RemoteTarget };

const remote = (view: RepositoryView): readonly RemoteUses[] =>
  usesIn(view).flatMap((at) =>
    at.uses.target.kind === 'repository' ? [{ ...at, target: at.uses.target }] : [],
  );

/** Every `uses:` that names another repository. */
export const remoteUses = (view: RepositoryView): readonly RemoteUses[] => view.once(remote);

/** Those of them that name a commit. */
export const pinnedUses = (view: RepositoryView): readonly RemoteUses[] =>
  remoteUses(view).filter(({ target }) => target.form === 'sha');
