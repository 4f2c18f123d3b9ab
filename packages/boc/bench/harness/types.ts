/** What every bench is given. */
export type Options = {
  /** 1 runs the sizes that the bench names; 0.01 a hundredth of them. */
  readonly scale: number;
  /** Rounds that count, after one that does not. */
  readonly rounds: number;
};

/** Least, middle and greatest of several measurements. */
export type Spread = { readonly min: number; readonly median: number; readonly max: number };

/** Held against a contender of the same rounds: above 1 is faster than it. */
export type Ratio = {
  readonly to: string;
  /** The best round of one by the best of the other: what a busy machine changes least. */
  readonly best: number;
  /** The middle of the ratios round by round. */
  readonly median: number;
  /** Where `best` has to lie. */
  readonly atLeast?: number;
};

/** One line of a bench. */
export type Row =
  | {
      readonly kind: 'rate';
      readonly label: string;
      /** What is counted, in the plural: behaviours, tasks, messages. */
      readonly unit: string;
      /** How many of them in a second. */
      readonly perSecond: Spread;
      readonly milliseconds: Spread;
      /** Time of all threads of this process for one of them, waiting and looking around included: what a busy machine changes least. */
      readonly cpuMicroseconds: Spread;
      readonly ratio?: Ratio;
      /** The least that the best round must reach, where there is an absolute target. */
      readonly atLeast?: number;
    }
  | {
      readonly kind: 'measure';
      readonly label: string;
      readonly unit: 'µs' | 'ms' | '%' | 'MiB' | '×';
      readonly value: Spread;
      readonly atMost?: number;
      readonly atLeast?: number;
      /** Which of the three the target is for; the median where nothing is said. */
      readonly judged?: 'min' | 'median' | 'max';
    }
  | { readonly kind: 'note'; readonly text: string };

export type Bench = {
  readonly name: string;
  readonly about: string;
  /** Not part of a run that names no bench: it takes minutes. */
  readonly long?: boolean;
  /** Checks every result that it measures, and throws an Error that says what differs. */
  readonly run: (options: Options) => Promise<readonly Row[]>;
};

/** How a bench is found: loaded only when it runs, so that workers import nothing that another bench needs. */
export type Listed = {
  readonly name: string;
  readonly long?: boolean;
  readonly load: () => Promise<Bench>;
};
