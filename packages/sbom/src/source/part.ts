import type { Component } from '../bill/types.ts';

/** A part of the source that others made, with the files that are its own. */
export type Part = {
  readonly component: Component;
  readonly paths: readonly string[];
  /**
   * `whole`: as far as is known all of it is here; `partial`: some of it was left out; `unknown`: nothing says what it is.
   */
  readonly standing: 'whole' | 'partial' | 'unknown';
};

export type Parts = { readonly parts: readonly Part[]; readonly notes: readonly string[] };
