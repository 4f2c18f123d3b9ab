/** Results: what a behaviour returns or throws comes to the cown that `run` answered, and orders are served as they came in. */
import { cown, wait, when } from '@custody/boc';
import { begin, print } from '../stage.ts';
import { buy, type Shelf, SoldOut } from './behaviours.ts';

await begin();

const shelf = cown<Shelf>(new Map([['Cheddar', 1]]));
const till = cown(0);

const answers = ['Red Leicester', 'Cheddar', 'Cheddar'].map((cheese) =>
  when(shelf, till).run(buy, cheese, 3),
);

for (const answer of answers)
  try {
    print(await answer.get());
  } catch (error) {
    if (!(error instanceof SoldOut)) throw error;
    print(`${error.message} (${error.cheese})`);
  }
print(`In the till: ${await till.get()}`);

await wait();
