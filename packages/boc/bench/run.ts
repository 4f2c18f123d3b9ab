/**
 * `node --conditions=development packages/boc/bench/run.ts [--scale 1] [--rounds 3] [--json] [NAME…]`: measures boc against named references of the same
 * run. Exit 0 whatever the figures are; 1 where a bench could not run or a result was wrong; 2 for a wrong call.
 */
import { availableParallelism, loadavg } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { BENCHES } from './benches.ts';
import { rowText } from './harness/report.ts';
import type { Listed, Options, Row } from './harness/types.ts';

const { values, positionals } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

/** A name means itself, or all of its family: `savina` is every `savina/…`. */
const isMeant = (name: string, wanted: string): boolean => name === wanted || name.startsWith(`${wanted}/`);

const chosen = (): readonly Listed[] =>
  BENCHES.filter(({ name, long }) =>
    positionals.length === 0 ? long !== true : positionals.some((wanted) => isMeant(name, wanted)),
  );

type Report = {
  readonly name: string;
  readonly about?: string;
  readonly rows: readonly Row[];
  readonly failure?: string;
};

const measured = async ({ name, load }: Listed, options: Options): Promise<Report> => {
  try {
    const bench = await load();
    return { name, about: bench.about, rows: await bench.run(options) };
  } catch (error) {
    return {
      name,
      rows: [],
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
};

const main = async (): Promise<number> => {
  const options = { scale: Number(values.scale), rounds: Number(values.rounds) };
  const isOne =
    Number.isInteger(options.rounds) && options.rounds > 0 && options.scale > 0 && options.scale <= 10;
  const unknown = positionals.filter((wanted) => !BENCHES.some(({ name }) => isMeant(name, wanted)));
  if (!isOne || unknown.length > 0) {
    process.stderr.write(
      `usage: run.ts [--scale 0.001-10] [--rounds N] [--json] [NAME…], with ${BENCHES.map(({ name }) => name).join(', ')}\n`,
    );
    return 2;
  }
  const machine = { node: process.versions.node, cores: availableParallelism(), load: loadavg()[0] ?? 0 };
  if (!values.json)
    process.stdout.write(`Node ${machine.node}, ${machine.cores} cores, load ${machine.load.toFixed(1)}\n`);
  if (!values.json && machine.load > 1)
    process.stdout.write(
      'Something else is running here: trust the ratios a little, the rates not at all.\n',
    );
  const reports: Report[] = [];
  for (const listed of chosen()) {
    const report = await measured(listed, options);
    reports.push(report);
    if (values.json) continue;
    process.stdout.write(`\n${report.name}: ${report.about ?? ''}\n`);
    for (const row of report.rows) process.stdout.write(rowText(row));
    if (report.failure !== undefined) process.stdout.write(`  FAILED: ${report.failure}\n`);
  }
  if (values.json)
    process.stdout.write(`${JSON.stringify({ machine, ...options, reports }, undefined, 2)}\n`);
  return reports.some(({ failure }) => failure !== undefined) ? 1 : 0;
};

process.exitCode = await main();
