import type { Clock } from '../clock/clock.ts';
import { shown } from '../files/shown.ts';
import { fit } from './width.ts';

/** Where progress is shown: standard error, never standard output. */
export type ProgressStream = {
  readonly write: (text: string) => unknown;
  readonly columns?: number | undefined;
};

export type ProgressOptions = {
  readonly stream: ProgressStream;
  readonly isTTY: boolean;
  readonly quiet: boolean;
  readonly clock: Clock;
};

/** Tells a waiting person how far a run is. One stretch at a time: `begin`, any number of `advance`, `end`. */
export type Progress = {
  /** `total` in items or bytes, whatever `advance` counts; 0 where it is not known. */
  readonly begin: (total: number, label: string) => void;
  readonly advance: (n: number, label?: string) => void;
  readonly end: () => void;
};

const silent: Progress = { begin: () => {}, advance: () => {}, end: () => {} };

/** Milliseconds between two drawings of the live line, and before and between plain lines. */
const LIVE_EVERY = 80;
const PLAIN_EVERY = 2_000;

const percent = (done: number, total: number): string =>
  total > 0 ? `${String(Math.min(100, Math.floor((done / total) * 100))).padStart(3)}% ` : '';

/**
 * A live single line on a terminal (drawn at most every 80 ms, cleared at the end), a plain line every two seconds
 * elsewhere (so a short run prints none), nothing with `quiet`. Names from outside are made safe to print.
 */
export const createProgress = (options: ProgressOptions): Progress => {
  if (options.quiet) return silent;
  const { stream, isTTY, clock } = options;
  const every = isTTY ? LIVE_EVERY : PLAIN_EVERY;
  let total = 0;
  let done = 0;
  let title = '';
  let current = '';
  let drawn = 0;
  let live = false;

  const draw = (): void => {
    const line = `${percent(done, total)}${title}${current === '' ? '' : `: ${current}`}`;
    // One column is left free: a full line makes some terminals wrap.
    if (isTTY) stream.write(`\r${fit(line, Math.max(10, (stream.columns ?? 80) - 1))}\u001b[K`);
    else stream.write(`${line}\n`);
    live = true;
  };
  const clear = (): void => {
    if (live && isTTY) stream.write('\r\u001b[K');
    live = false;
  };

  return {
    begin: (amount, label) => {
      clear();
      total = amount;
      done = 0;
      title = shown(label);
      current = '';
      drawn = clock.elapsed();
    },
    advance: (n, label) => {
      done += n;
      if (label !== undefined) current = label;
      const now = clock.elapsed();
      if (now - drawn < every) return;
      drawn = now;
      // Made safe only when drawn: `advance` may be called for every entry of every wheel.
      current = shown(current);
      draw();
    },
    end: clear,
  };
};
