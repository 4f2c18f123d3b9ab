/** `custody pin`: 5 workflows, and 650 of them held against merely parsing them. */
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { makeWorkflows } from '../make/workflows.ts';
import { race } from '../measure.ts';
import { processTime } from '../process.ts';
import type { Bench } from '../types.ts';

const FEW = 5;
const MANY = 650;

export const pins: Bench = {
  name: 'pins',
  about: `custody pin: ${FEW} workflows, and ${MANY} of them against parsing them with the same library`,
  run: async ({ directory, custody, rounds }) => {
    const [few, many] = [join(directory, 'few'), join(directory, 'many')];
    makeWorkflows(few, FEW);
    const bytes = makeWorkflows(many, MANY);
    const parse = fileURLToPath(new URL('../reference/parse-yaml.mjs', import.meta.url));
    const node = (...args: readonly string[]): Promise<number> => processTime(process.execPath, args, [0, 1]);
    const pin = (root: string): Promise<number> => node(custody, 'pin', '--quiet', root);
    const { rows, ratio, difference } = await race(
      [
        { label: 'node -e 0', run: () => node('-e', '0') },
        { label: `${FEW} workflows`, run: () => pin(few) },
        { label: `parse ${MANY} workflows`, run: () => node(parse, many) },
        { label: `${MANY} workflows`, run: () => pin(many) },
      ],
      rounds,
    );
    const whole = rows.flatMap((row) =>
      row.kind === 'time' && row.label === `${MANY} workflows` ? [row.milliseconds] : [],
    );
    return [
      ...rows,
      {
        kind: 'note',
        text: `${MANY} workflows are ${(bytes / 1e6).toFixed(2)} MB; parsing is a process of its own too`,
      },
      {
        kind: 'target',
        label: `${FEW} workflows over bare Node`,
        unit: 'ms',
        value: difference(`${FEW} workflows`, 'node -e 0'),
        atMost: 150,
      },
      ...whole.map(
        (value) =>
          ({ kind: 'target', label: `${MANY} workflows`, unit: 'ms', value, atMost: 1_000 }) as const,
      ),
      {
        kind: 'target',
        label: 'judging over parsing',
        unit: '×',
        value: ratio(`${MANY} workflows`, `parse ${MANY} workflows`),
        atMost: 3,
      },
    ];
  },
};
