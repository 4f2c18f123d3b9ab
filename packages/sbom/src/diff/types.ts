/** A member that differs; texts as people read them, absent where one side says nothing. */
export type Change = { readonly field: string; readonly before?: string; readonly after?: string };

export type ChangedComponent = {
  /** The component, without its version. */
  readonly component: string;
  readonly changes: readonly Change[];
};

/** What differs between two bills in meaning. Order, refs, serial numbers and timestamps mean nothing. */
export type BillDiff = {
  readonly same: boolean;
  readonly components: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly ChangedComponent[];
  };
  /** `from → to`. */
  readonly dependencies: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly compositions: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly metadata: readonly Change[];
};
