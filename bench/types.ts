/** What every bench is given. */
export type BenchContext = {
  /** A directory of its own, removed afterwards. */
  readonly directory: string;
  /** What Node is given to start the built command. */
  readonly custody: string;
  readonly rounds: number;
  /** A folder of real wheels, where CUSTODY_CORPUS names one. */
  readonly corpus: string | undefined;
};

/** Least, middle and greatest of several measurements. */
export type Spread = {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Of two spreads: the best of one held against the best of the other, which a busy machine changes least. */
  readonly best?: number;
};

/** One line of a bench: a measurement alone, or held against a target. */
export type Row =
  | { readonly kind: 'time'; readonly label: string; readonly milliseconds: Spread }
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'target';
      readonly label: string;
      readonly unit: '×' | 'ms' | 'MB';
      readonly value: Spread;
      /** Where the median has to lie. */
      readonly atMost?: number;
      readonly atLeast?: number;
    };

export type Bench = {
  readonly name: string;
  readonly about: string;
  /** Throws an Error that says why, where it cannot run here. */
  readonly run: (context: BenchContext) => Promise<readonly Row[]>;
};
