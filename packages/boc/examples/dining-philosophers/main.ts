/** No deadlock: five philosophers, five forks, everybody takes two; no order among forks, no waiter, no timeouts. */
import { cown, quiesce, wait, when } from '@custody/boc';
import { begin, print } from '../stage.ts';
import { eat, type Fork, type Philosopher } from './behaviours.ts';

await begin();

const names = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'];
const forks = names.map(() => cown<Fork>({ uses: 0 }));
const philosophers = names.map((name) => cown<Philosopher>({ name, hunger: 300 }));

for (const [seat, philosopher] of philosophers.entries()) {
  const left = forks[seat];
  const right = forks[(seat + 1) % forks.length];
  if (left !== undefined && right !== undefined) when(philosopher, left, right).post(eat);
}

await quiesce();
for (const philosopher of philosophers) {
  const { name, hunger } = await philosopher.get();
  print(`${name} is ${hunger === 0 ? 'full' : 'hungry'}`);
}
print(
  `Forks were used ${(await Promise.all(forks.map(async (fork) => (await fork.get()).uses))).join(', ')} times`,
);

await wait();
