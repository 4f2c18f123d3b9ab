import { current } from '../behaviour/current.ts';
import type { Plan } from '../behaviour/plan.ts';
import { READ, RECORD_NUMBER, RECORD_ORIGIN, WRITE } from '../behaviour/record.ts';
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

export const traceSchedule = (here: Thread, record: number, { requests, slots, modes }: Plan): void => {
  if (here.port.get(TRACING) === 0) return;
  const running = current();
  const asked = [...slots.subarray(0, requests)];
  events.push({
    kind: 'schedule',
    clock: here.port.add(CLOCK, 1),
    behaviour: nameOf(here, record),
    by: running === undefined ? `thread:${here.self}` : `${running.origin}:${running.number}`,
    writes: asked.filter((_, index) => modes[index] === WRITE),
    reads: asked.filter((_, index) => modes[index] === READ),
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
