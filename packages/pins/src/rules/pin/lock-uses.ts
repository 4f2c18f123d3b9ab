import type { ActionsLock, LockPin } from '../../lockfile/lockfile.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type RemoteUses, remoteUses } from './remote-uses.ts';

/** `owner/name@ref`, as two of them are compared. */
export const pinKey = ({ slug, ref }: { readonly slug: string; readonly ref: string }): string =>
  `${slug.toLowerCase()}@${ref}`;

/** The workflow file that an entry of the lock speaks of. */
export const workflowPath = (path: string): string =>
  path.startsWith('.github/') ? path : `.github/workflows/${path}`;

export type LockedWorkflow = {
  readonly listed: ActionsLock['workflows'][number];
  readonly path: string;
  readonly pins: ReadonlyMap<string, LockPin>;
  readonly used: ReadonlyMap<string, RemoteUses>;
};

/** The workflows of a lock with what they use in truth. */
export const lockedWorkflows = (view: RepositoryView, lock: ActionsLock): readonly LockedWorkflow[] =>
  lock.workflows.map((listed) => {
    const path = workflowPath(listed.path);
    const used = new Map<string, RemoteUses>();
    for (const at of remoteUses(view)) if (at.file.path === path) used.set(pinKey(at.target), at);
    return { listed, path, pins: new Map(listed.pins.map((pin) => [pinKey(pin), pin])), used };
  });
