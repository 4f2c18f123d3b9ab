/** Several cowns at once: transfers between accounts run in parallel, an audit in their midst sees all of them at one moment. */
import { type Cown, cown, read, wait, when } from '@custody/boc';
import { begin, print } from '../stage.ts';
import { type Account, total, transfer } from './behaviours.ts';

const threw = (result: Cown<unknown>): Promise<boolean> =>
  result.get().then(
    () => false,
    () => true,
  );

await begin();

const accounts = Array.from({ length: 10 }, () => cown<Account>({ balance: 100 }));
const everything = accounts.map((account) => read(account));

const refusals: Promise<boolean>[] = [];
const audits: Promise<number>[] = [];
for (let n = 0; n < 2000; n += 1) {
  const from = accounts[(n * 7) % 10];
  const to = accounts[(n * 3 + 1) % 10];
  if (from === undefined || to === undefined) continue;
  // Atomic: a transfer that throws half-way has not happened.
  const asked = when(from, to).with({ atomic: true });
  refusals.push(threw(asked.run(transfer, n % 60)));
  if (n % 100 === 0) audits.push(when(everything).ask(total));
}

const refused = (await Promise.all(refusals)).filter(Boolean).length;
print(`${refusals.length} transfers, ${refused} refused for want of money`);
print(`${audits.length} audits found ${[...new Set(await Promise.all(audits))].join(', ')}`);

await wait();
