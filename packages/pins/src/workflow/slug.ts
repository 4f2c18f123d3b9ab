import type { Step } from './types.ts';

/** The slug of the action a step uses, in lower case; empty where it uses none. */
export const slugOf = ({ uses }: Step): string =>
  uses?.target.kind === 'repository' ? uses.target.slug.toLowerCase() : '';
