import { isPassing, isPassingStatus } from './failure.ts';

export type RetryOptions = {
  /** How often a call is tried in all. */
  readonly tries: number;
  /** Milliseconds before the second try; doubled for each further one. */
  readonly firstPause: number;
  /** From 0 to 1, so that many clients do not come back at the same moment. */
  readonly random: () => number;
  /** Milliseconds since 1970: a Retry-After may be a date. */
  readonly now: () => number;
  /** Waits; rejects when `signal` is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
};

/** Nobody waits longer than this for a server that asks for it. */
const LONGEST = 60_000;

/** RFC 9110, 10.2.3: seconds, or a date. Undefined where the answer does not say, or says nonsense. */
export const retryAfter = (text: string | undefined, now: number): number | undefined => {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
};

type Tried = { readonly status: number; readonly headers: ReadonlyMap<string, string> };

/** Tries again after failures that may pass, with growing pauses. Gives or throws what the last try did. */
export const withRetries = async <Answer extends Tried>(
  options: RetryOptions,
  signal: AbortSignal | undefined,
  attempt: () => Promise<Answer>,
): Promise<Answer> => {
  for (let made = 1; ; made += 1) {
    const backOff = options.firstPause * 2 ** (made - 1) * (0.5 + options.random() / 2);
    let pause = backOff;
    try {
      const answer = await attempt();
      if (made >= options.tries || !isPassingStatus(answer.status)) return answer;
      pause = retryAfter(answer.headers.get('retry-after'), options.now()) ?? backOff;
      // A server that asks for more than anyone waits has answered.
      if (pause > LONGEST) return answer;
    } catch (error) {
      if (made >= options.tries || !isPassing(error)) throw error;
    }
    await options.sleep(Math.min(pause, LONGEST), signal);
  }
};
