/** Answers that the main thread waits for. */
export type Waiting = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** Each has a place, which is used again: no search, and no map whose left-overs keep what has been answered. */
const waiting: (Waiting | undefined)[] = [];
const vacant: number[] = [];
let count = 0;

/** Answers the place. */
export const addWaiting = (one: Waiting): number => {
  const place = vacant.pop() ?? waiting.length;
  waiting[place] = one;
  count += 1;
  return place;
};
export const takeWaiting = (place: number): Waiting | undefined => {
  const one = waiting[place];
  if (one === undefined) return undefined;
  waiting[place] = undefined;
  vacant.push(place);
  count -= 1;
  return one;
};
export const waitingReads = (): number => count;
