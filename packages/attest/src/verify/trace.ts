import type { Step, StepOutcome } from '../types.ts';

/** Collects the steps of one verification in the order they are judged. */
export type Trace = {
  readonly steps: readonly Step[];
  /** Records a step; a reason why it does not hold, or nothing where it does. Returns whether it holds. */
  readonly judge: (id: string, clause: string, problem: string | undefined, holds: string) => boolean;
  readonly unjudged: (id: string, clause: string, message: string, required?: false) => void;
  readonly outcome: () => StepOutcome;
};

export const trace = (): Trace => {
  const steps: Step[] = [];
  return {
    steps,
    judge: (id, clause, problem, holds) => {
      steps.push({
        id,
        outcome: problem === undefined ? 'holds' : 'does-not-hold',
        message: problem ?? holds,
        clause,
      });
      return problem === undefined;
    },
    unjudged: (id, clause, message, required) => {
      steps.push({ id, outcome: 'unjudged', message, clause, ...(required === false ? { required } : {}) });
    },
    outcome: () => {
      if (steps.some(({ outcome }) => outcome === 'does-not-hold')) return 'does-not-hold';
      return steps.some(({ outcome, required }) => outcome === 'unjudged' && required !== false)
        ? 'unjudged'
        : 'holds';
    },
  };
};
