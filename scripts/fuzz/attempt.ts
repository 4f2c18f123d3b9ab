import { SMALL_INPUT, TIME_BOUND } from './bounds.ts';
import type { FailureKind, FuzzTarget } from './types.ts';

export type Outcome = {
  readonly milliseconds: number;
  readonly failure?: { readonly kind: FailureKind; readonly detail: string };
};

const timed = async (target: FuzzTarget, input: Uint8Array): Promise<number> => {
  const started = performance.now();
  await target.run(input);
  return performance.now() - started;
};

/** Runs one input. It may neither throw nor, if it is small, take longer than the bound in the best of five runs. */
export const attempt = async (target: FuzzTarget, input: Uint8Array): Promise<Outcome> => {
  const bound = target.timeBound ?? TIME_BOUND;
  // A copy each time: what changes its input must not be helped by it.
  let milliseconds = 0;
  try {
    milliseconds = await timed(target, input.slice());
    for (let again = 0; again < 4 && milliseconds > bound; again += 1)
      milliseconds = Math.min(milliseconds, await timed(target, input.slice()));
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { milliseconds, failure: { kind: 'exception', detail } };
  }
  if (milliseconds <= bound || input.length > SMALL_INPUT) return { milliseconds };
  const detail = `${Math.round(milliseconds)} ms for ${input.length} bytes, ${bound} ms are allowed`;
  return { milliseconds, failure: { kind: 'slow', detail } };
};
