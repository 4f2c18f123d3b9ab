/** What custody adds to the start of Node: for `--help`, and for `check` of one small wheel. */
import process from 'node:process';
import { writeProject } from '@custody/testkit';
import { race } from '../measure.ts';
import { processTime } from '../process.ts';
import type { Bench } from '../types.ts';

export const start: Bench = {
  name: 'start',
  about: 'the start of the command',
  run: async ({ directory, custody, rounds }) => {
    const { wheel } = writeProject(directory);
    const node = (args: readonly string[]): Promise<number> => processTime(process.execPath, args);
    const { rows, difference } = await race(
      [
        { label: 'node -e 0', run: () => node(['-e', '0']) },
        { label: 'custody --help', run: () => node([custody, '--help']) },
        { label: 'custody check, one small wheel', run: () => node([custody, 'check', wheel]) },
      ],
      rounds * 4,
    );
    return [
      ...rows,
      {
        kind: 'target',
        label: '--help over bare Node',
        unit: 'ms',
        value: difference('custody --help', 'node -e 0'),
        atMost: 12,
      },
      {
        kind: 'target',
        label: 'check of one small wheel over bare Node',
        unit: 'ms',
        value: difference('custody check, one small wheel', 'node -e 0'),
        atMost: 60,
      },
    ];
  },
};
