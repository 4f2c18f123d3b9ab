/**
 * Runs many behaviours over a thousand cowns and tells what memory they take on the way; fails where a balance or the identity is wrong.
 * `node --conditions=development packages/boc/scripts/endurance.ts [BEHAVIOURS] [WORKERS]`, by default ten million on 2.
 */
import process from 'node:process';
import { cown, quiesce, start, wait, when } from '../src/index.ts';
import { thread } from '../src/context/thread.ts';
import { BUMP } from '../src/memory/layout.ts';
import { type Account, step } from './endurance.bodies.ts';

const COWNS = 1000;
const CHAINS = 64;
const ROUNDS = 10;
const MEBIBYTE = 2 ** 20;

const total = Number(process.argv[2] ?? 10_000_000);
const workers = Number(process.argv[3] ?? 2);
const length = Math.ceil(total / ROUNDS / CHAINS);

await start({ workers });
const accounts = Array.from({ length: COWNS }, () => cown<Account>({ balance: 100, moves: 0 }));
const pick = (index: number): (typeof accounts)[number] =>
  accounts[index % COWNS] ?? cown({ balance: 0, moves: 0 });
for (let round = 1; round <= ROUNDS; round += 1) {
  const from = performance.now();
  for (let chain = 0; chain < CHAINS; chain += 1)
    when(pick(chain * 7), pick(chain * 7 + 3)).post(
      step,
      round * CHAINS + chain,
      length - 1,
      round === 1 ? accounts : null,
    );
  await quiesce();
  const rate = Math.round((length * CHAINS) / (performance.now() - from));
  const shared = Math.round((thread().port.load(BUMP) * 4) / MEBIBYTE);
  const resident = Math.round(process.memoryUsage.rss() / MEBIBYTE);
  process.stdout.write(
    `${round * length * CHAINS} behaviours, ${rate},000 a second: shared memory ${shared} MiB, resident ${resident} MiB\n`,
  );
}
const ends = await Promise.all(accounts.map((account) => account.get()));
const balance = ends.reduce((sum, account) => sum + account.balance, 0);
const moves = ends.reduce((sum, account) => sum + account.moves, 0);
const { stats } = await wait({ stats: true });
process.stdout.write(
  `balance ${balance}, moves ${moves}, identity ${stats?.identity}, unfinished ${stats?.unfinished}\n`,
);
const isRight =
  balance === COWNS * 100 &&
  moves === ROUNDS * length * CHAINS &&
  stats?.identity === 0 &&
  stats.unfinished === 0;
process.exitCode = isRight ? 0 : 1;
