/** How much a plan may look at. What is bounded is work, not time: the same input gives the same plan on every machine. */
export type FixBudget = {
  /** Combinations of versions that one search looks at, and all searches for one input together. */
  readonly steps: number;
  readonly allSteps: number;
  /** Metadata that is asked for, of versions that the input does not name. */
  readonly questions: number;
};

export const FIX_BUDGET: FixBudget = { steps: 50_000, allSteps: 500_000, questions: 1000 };

/** A search ended at its bound. The message completes "it would take …". */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
}

export type Meter = {
  /** A new search. */
  readonly begin: () => void;
  readonly step: () => void;
  readonly question: () => void;
};

/** Counts, and throws BudgetError when the count is over. */
export const meterOf = ({ steps, allSteps, questions }: FixBudget): Meter => {
  let [left, inAll, ask] = [steps, allSteps, questions];
  return {
    begin: () => {
      left = steps;
    },
    step: () => {
      left -= 1;
      inAll -= 1;
      if (left < 0 || inAll < 0) throw new BudgetError(`more than ${steps} combinations of versions`);
    },
    question: () => {
      ask -= 1;
      if (ask < 0) throw new BudgetError(`the metadata of more than ${questions} versions`);
    },
  };
};
