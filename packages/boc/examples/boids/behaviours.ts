import { behaviour, type Held, type Seen } from '@custody/boc';
import { birdsOf, fly, order, picture } from './flock.ts';

/** What the pinned cown holds: an object of the main thread with a function in it, which could not travel. */
export type Screen = { readonly show: (line: string) => void };

const seen = (flocks: readonly Seen<Uint8Array>[]): Float32Array[] =>
  flocks.map((flock) => birdsOf(flock.value));

/** Where a flock will be, from where all flocks are: read by many at once, in place, without a copy. */
export const step = behaviour(
  import.meta.url,
  'step',
  (next: Held<Uint8Array>, flocks: readonly Seen<Uint8Array>[], which: number): void => {
    const now = seen(flocks);
    const own = now[which];
    if (own !== undefined) fly(birdsOf(next.value), own, now);
  },
);

/** Runs on the main thread, for that is where the screen is. */
export const show = behaviour(
  import.meta.url,
  'show',
  (screen: Held<Screen>, flocks: readonly Seen<Uint8Array>[], time: number, whole: boolean): void => {
    const now = seen(flocks);
    screen.value.show(`step ${time}: order ${order(now).toFixed(2)}`);
    if (whole) screen.value.show(picture(now));
  },
);
