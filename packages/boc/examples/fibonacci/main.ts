/** Results are cowns: one can schedule on them long before they are there, and so draw up a whole computation first. */
import { type Cown, wait, when } from '@custody/boc';
import { begin, print } from '../stage.ts';
import { add, fibonacci } from './behaviours.ts';

/** Small numbers are a behaviour each, great ones the sum of two that are still to come. */
const promised = (n: number): Cown<number> =>
  n < 18 ? when().run(fibonacci, n) : when(promised(n - 1), promised(n - 2)).run(add);

await begin();

print(`fibonacci(27) is ${await promised(27).get()}`);

await wait();
