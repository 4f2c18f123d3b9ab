import { COWN_ACTIVE, COWN_HEAD, COWN_LOCK, COWN_LOW, COWN_REFS, COWN_TAIL } from '../cown/slot.ts';
import { QUEUE_POPPED, QUEUE_PUSHED, threadBase } from '../memory/layout.ts';
import { type CounterName, counterAt } from '../stats/counters.ts';
import type { SimBehaviour } from './program.ts';

/** What must hold when all is quiet; answers what does not. */
export const checkEnd = (
  words: Int32Array,
  cowns: readonly number[],
  codes: readonly SimBehaviour[],
  workers: number,
): readonly string[] => {
  const wrong: string[] = [];
  const must = (what: string, is: number | undefined, should: number): void => {
    if (is !== should) wrong.push(`${what} is ${is}, not ${should}`);
  };
  for (const [index, slot] of cowns.entries()) {
    must(`lock of cown ${index}`, words[slot + COWN_LOCK], 0);
    must(`holders of cown ${index}`, words[slot + COWN_ACTIVE], 0);
    must(`head of cown ${index}`, words[slot + COWN_HEAD], 0);
    must(`tail of cown ${index}`, words[slot + COWN_TAIL], 0);
    must(`references of cown ${index}`, words[slot + COWN_REFS], 1);
    must(
      `value of cown ${index}`,
      words[slot + COWN_LOW],
      codes.filter(({ writes }) => writes.includes(index)).length,
    );
  }
  for (let thread = 0; thread <= workers; thread += 1) {
    const base = threadBase(thread);
    must(`taken out of queue ${thread}`, words[base + QUEUE_POPPED], words[base + QUEUE_PUSHED] ?? 0);
  }
  const total = (names: readonly CounterName[]): number => {
    let sum = 0;
    for (let thread = 0; thread <= workers; thread += 1)
      for (const name of names) sum += words[threadBase(thread) + counterAt(name)] ?? 0;
    return sum;
  };
  must('scheduled', total(['scheduled']), codes.length);
  must('finished', total(['finished']), codes.length);
  must('handed out', total(['pushedLocal', 'pushedPending', 'pushedRemote']), codes.length);
  must('taken', total(['poppedLocal', 'poppedPending', 'poppedStolen']), codes.length);
  return wrong;
};
