import type { UsesTarget } from '../../workflow/types.ts';

/** An action or a reusable workflow of another repository. */
export type RemoteTarget = Extract<UsesTarget, { readonly kind: 'repository' }>;

/** `owner/name/path` as it stands before the `@`. */
export const nameOf = ({ slug, path }: RemoteTarget): string => (path === '' ? slug : `${slug}/${path}`);

/** Actions of GitHub itself: whoever could move their tags could also change the runner. */
export const isGithubOwned = ({ slug }: RemoteTarget): boolean => /^(?:actions|github)\//i.test(slug);

/** A name that people move on purpose: a branch. */
export const looksLikeBranch = (ref: string): boolean => !/^v?\d/.test(ref) && !/\d+\.\d+/.test(ref);

/** A reusable workflow is named by its file. */
export const isWorkflowFile = ({ path }: RemoteTarget): boolean => /\.ya?ml$/.test(path);
