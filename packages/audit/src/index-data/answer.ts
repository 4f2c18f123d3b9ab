import type { Answer } from './types.ts';

export const known = <T>(value: T): Answer<T> => ({ kind: 'known', value });

export const notKnown = (reason: string): { readonly kind: 'unknown'; readonly reason: string } => ({
  kind: 'unknown',
  reason,
});
