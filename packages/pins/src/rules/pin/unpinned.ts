import type { RepositoryView } from '../../repository/view.ts';
import { lockOf } from '../../lockfile/lockfile.ts';
import { type Observation, placeAt, quoted } from '../rule.ts';
import { isGithubOwned, looksLikeBranch, nameOf } from './about.ts';
import { pinMend } from './pin-mend.ts';
import type { RemoteUses } from './remote-uses.ts';

/** True where the repository's lock of actions fixes what this name stands for in this workflow. */
export const isLocked = (view: RepositoryView, at: RemoteUses): boolean => {
  const lock = view.once(lockOf);
  const workflow = lock?.workflows.find(
    ({ path }) => path === at.file.path || `.github/workflows/${path}` === at.file.path,
  );
  const pin = workflow?.pins.find(
    (one) => one.slug.toLowerCase() === at.target.slug.toLowerCase() && one.ref === at.target.ref,
  );
  return pin !== undefined && lock?.dependencies.get(pin.node.value)?.commit !== undefined;
};

/** A name that can be moved, where a commit should stand. */
export const unpinnedAt = (view: RepositoryView, at: RemoteUses): Observation => {
  const { target, file, uses } = at;
  const branch = looksLikeBranch(target.ref);
  const mend = pinMend(view, at);
  const what = branch ? 'a branch, which moves with every commit' : 'a tag, which its owner can move';
  return {
    kind: 'found',
    at: placeAt(file, uses.node.range),
    message: `${nameOf(target)} is named by ${quoted(target.ref)}: ${what}.`,
    severity: isGithubOwned(target) ? (branch ? 'medium' : 'low') : branch ? 'high' : 'medium',
    key: `${nameOf(target)}@${target.ref}`,
    ...(mend && { mend }),
  };
};
