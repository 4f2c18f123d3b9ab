import { allocate, free } from '../arena/allocate.ts';
import { classFor } from '../arena/classes.ts';
import type { Thread } from '../context/thread.ts';
import { HANDLES, threadBase } from '../memory/layout.ts';

/**
 * Which cowns a worker's handles refer to, in shared memory: a worker that dies cannot give its references back itself. Pages of
 * PAGE_WORDS words are chained from the thread's block; word 0 of each is the next page, the others are slots, or 0.
 */
const PAGE_WORDS = 256;
const PAGE_CLASS = classFor(PAGE_WORDS);

/** Words of this thread's pages without an entry. */
let vacant: number[] = [];

const addPage = ({ port, self }: Thread): boolean => {
  const page = allocate(port, self, PAGE_CLASS);
  if (page === 0) return false;
  const own = threadBase(self);
  for (let word = 1; word < PAGE_WORDS; word += 1) port.set(page + word, 0);
  port.set(page, port.get(own + HANDLES));
  // Last: from here on whoever cleans up after this thread reads the page.
  port.store(own + HANDLES, page);
  for (let word = PAGE_WORDS - 1; word > 0; word -= 1) vacant.push(page + word);
  return true;
};

/**
 * Notes a reference that a handle of this thread holds. Answers the ticket to strike it out with: the place of the note, or where there is
 * none (on the main thread, which outlives all, and where memory is used up) the negative slot.
 */
export const enter = (here: Thread, slot: number): number => {
  if (here.self === 0 || (vacant.length === 0 && !addPage(here))) return -slot;
  const place = vacant.pop() ?? 0;
  here.port.set(place, slot);
  return place;
};

/** Strikes a note out; answers the slot to which the reference is to be given back. */
export const strike = ({ port }: Thread, ticket: number): number => {
  if (ticket < 0) return -ticket;
  const slot = port.get(ticket);
  // Before the reference is given back: to die in between loses one, the other way round it would be given back twice.
  port.store(ticket, 0);
  vacant.push(ticket);
  return slot;
};

/** Takes all notes of a thread that has ended or is about to; answers their slots. */
export const closeLedger = (here: Thread, index: number): readonly number[] => {
  const { port, self } = here;
  const own = threadBase(index);
  if (index === self) vacant = [];
  const slots: number[] = [];
  let page = port.load(own + HANDLES);
  port.store(own + HANDLES, 0);
  while (page !== 0) {
    for (let word = 1; word < PAGE_WORDS; word += 1) {
      const slot = port.get(page + word);
      if (slot !== 0) slots.push(slot);
    }
    const next = port.get(page);
    free(port, self, page, PAGE_CLASS);
    page = next;
  }
  return slots;
};
