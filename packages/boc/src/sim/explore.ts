import { type SimProgram, randomProgram } from './program.ts';
import { seeded } from './random.ts';
import { simulate } from './simulate.ts';

export type ExploreOptions = {
  readonly runs: number;
  /** The first seed; each run takes the next. */
  readonly seed?: number;
  readonly workers?: number;
  /** Without it every seed makes a program of its own. */
  readonly program?: SimProgram;
};

export type ExploreResult = {
  readonly runs: number;
  readonly steps: number;
  readonly switches: number;
  /** The first run that went wrong: `simulate` with these shows it again. */
  readonly failure?: {
    readonly seed: number;
    readonly program: SimProgram;
    readonly violations: readonly string[];
  };
};

/** Runs many interleavings until one goes wrong. */
export const explore = ({ runs, seed = 1, workers = 2, program }: ExploreOptions): ExploreResult => {
  let steps = 0;
  let switches = 0;
  for (let run = 0; run < runs; run += 1) {
    const current = seed + run;
    const ran = program ?? randomProgram(seeded(current ^ 0x5bd1e995));
    const result = simulate({ seed: current, program: ran, workers });
    steps += result.steps;
    switches += result.switches;
    if (result.violations.length > 0)
      return {
        runs: run + 1,
        steps,
        switches,
        failure: { seed: current, program: ran, violations: result.violations },
      };
  }
  return { runs, steps, switches };
};
