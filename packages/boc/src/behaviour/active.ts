import type { Thread } from '../context/thread.ts';
import { ACTIVE, ACTIVE_SLOTS, threadBase } from '../memory/layout.ts';

/** Notes that this thread runs a record, for those who have to clean up should it die; answers the place of the note, -1 where there is none. */
export const noteActive = ({ port, self }: Thread, record: number): number => {
  const from = threadBase(self) + ACTIVE;
  for (let place = 0; place < ACTIVE_SLOTS; place += 1) {
    if (port.get(from + place) !== 0) continue;
    port.store(from + place, record);
    return place;
  }
  return -1;
};

export const clearActive = ({ port, self }: Thread, place: number): void => {
  if (place >= 0) port.store(threadBase(self) + ACTIVE + place, 0);
};
