/** Bytes in shared memory and a pinned view: each step reads one picture of the world and writes the next, drawn while the one after is computed. */
import { cown, pinned, read, wait, when } from '@custody/boc';
import { begin, print } from '../stage.ts';
import { type Screen, show, step } from './behaviours.ts';
import { newFlock } from './flock.ts';

const FLOCKS = [1, 2, 3, 4];
const STEPS = 30;

await begin();

const screen = pinned<Screen>({ show: print });
let now = FLOCKS.map((seed) => cown(newFlock(seed)));
let next = FLOCKS.map((seed) => cown(newFlock(seed)));

// All of it is scheduled here and at once: the order of scheduling is all the synchronisation there is.
for (let time = 0; time <= STEPS; time += 1) {
  const world = now.map((flock) => read(flock));
  if (time % 10 === 0) when(screen, world).post(show, time, time === STEPS);
  for (const [which, flock] of next.entries()) when(flock, world).post(step, which);
  [now, next] = [next, now];
}

await wait();
