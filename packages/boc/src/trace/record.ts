import { current } from '../behaviour/current.ts';
import { RECORD_NUMBER, RECORD_ORIGIN } from '../behaviour/record.ts';
import type { Thread } from '../context/thread.ts';
import { CLOCK, TRACING } from '../memory/layout.ts';

/** One step in the life of a behaviour. `clock` grows over all threads; behaviours are named by `origin:number`. */
export type TraceEvent =
  | {
      readonly kind: 'schedule';
      readonly clock: number;
      readonly behaviour: string;
      /** Who scheduled it: a behaviour, or a thread as `thread:0`. */
      readonly by: string;
      readonly writes: readonly number[];
      readonly reads: readonly number[];
    }
  | { readonly kind: 'start'; readonly clock: number; readonly behaviour: string; readonly thread: number }
  | { readonly kind: 'end'; readonly clock: number; readonly behaviour: string; readonly thread: number };

let events: TraceEvent[] = [];

const nameOf = ({ port }: Thread, record: number): string =>
  `${port.get(record + RECORD_ORIGIN)}:${port.get(record + RECORD_NUMBER)}`;

export const traceSchedule = (
  here: Thread,
  record: number,
  slots: readonly number[],
  modes: readonly number[],
): void => {
  if (here.port.get(TRACING) === 0) return;
  const running = current();
  events.push({
    kind: 'schedule',
    clock: here.port.add(CLOCK, 1),
    behaviour: nameOf(here, record),
    by: running === undefined ? `thread:${here.self}` : `${running.origin}:${running.number}`,
    writes: slots.filter((_, index) => modes[index] === 0),
    reads: slots.filter((_, index) => modes[index] === 1),
  });
};

export const traceStep = (here: Thread, kind: 'start' | 'end', record: number): void => {
  if (here.port.get(TRACING) === 0) return;
  events.push({ kind, clock: here.port.add(CLOCK, 1), behaviour: nameOf(here, record), thread: here.self });
};

/** What this thread has recorded since it was last asked. */
export const takeTrace = (): readonly TraceEvent[] => {
  const taken = events;
  events = [];
  return taken;
};
