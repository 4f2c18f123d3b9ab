import type { Bill, Component } from '../bill/types.ts';

export type MergeInput = {
  readonly bill: Bill;
  /** Names the document in conflicts: its file name. */
  readonly label: string;
  /** What a maker said of its own parts beats what somebody saw in the bytes. */
  readonly standing: 'declared' | 'observed';
};

export type MergeOptions = {
  /** What the merged document describes; else the root of the inputs that is a Python project, else the first root. */
  readonly root?: Component;
};

/** Documents that say different things of the same component. What the first one says was kept. */
export type Conflict = {
  /** The component, by purl, path or name. */
  readonly component: string;
  readonly field: 'version' | 'hashes' | 'licenses' | 'identity' | 'root';
  readonly claims: readonly { readonly label: string; readonly value: string }[];
};

export type Merged = { readonly bill: Bill; readonly conflicts: readonly Conflict[] };
