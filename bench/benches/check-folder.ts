/**
 * `custody check` over a folder of wheels, with one worker and with two, against `sha256sum` and `unzip -t` on the same files in
 * as many processes. The wheels are made here, and real ones too where CUSTODY_CORPUS names a folder of them.
 */
import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { makeWheel } from '../make/wheel.ts';
import { race } from '../measure.ts';
import { isThere, processTime } from '../process.ts';
import type { Bench, Row } from '../types.ts';

/** Enough that the start of the command and of its workers, which are `start`'s to measure, do not decide. */
const MADE = 72;
const SIZES = 24;
const MOST_REAL = 400e6;

const madeFolder = (directory: string): string => {
  const folder = join(directory, 'made');
  for (let i = 0; i < MADE; i += 1) {
    const size = i % SIZES;
    makeWheel(folder, {
      name: `tidal_${i}`,
      entries: 60 + size * 5,
      entrySize: 40_000 + size * 2_000,
      seed: i,
    });
  }
  return folder;
};

/** Every n-th real wheel of the corpus by size, until they are many megabytes: small and large ones alike. */
const realFolder = (directory: string, corpus: string): string | undefined => {
  const wheels = readdirSync(corpus)
    .filter((name) => name.endsWith('.whl'))
    .map((name) => ({ name, size: statSync(join(corpus, name)).size }))
    .sort((a, b) => a.size - b.size || (a.name < b.name ? -1 : 1));
  if (wheels.length === 0) return undefined;
  const folder = join(directory, 'real');
  mkdirSync(folder);
  const step = Math.max(1, Math.floor(wheels.length / 80));
  let total = 0;
  for (let i = 0; i < wheels.length; i += step) {
    const wheel = wheels[i];
    if (wheel === undefined || total + wheel.size > MOST_REAL) continue;
    total += wheel.size;
    copyFileSync(join(corpus, wheel.name), join(folder, wheel.name));
  }
  return folder;
};

export const checkFolder: Bench = {
  name: 'check-folder',
  about: 'check over a folder of wheels',
  run: async ({ directory, custody, rounds, corpus }) => {
    const tools =
      isThere('sha256sum', ['--version']) && isThere('unzip', ['-v']) && isThere('xargs', ['--version']);
    const real = corpus === undefined ? undefined : realFolder(directory, corpus);
    const rows: Row[] = [];
    for (const [what, folder] of [
      ['made', madeFolder(directory)],
      ['real', real],
    ] as const) {
      if (folder === undefined) continue;
      const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
      rows.push({
        kind: 'note',
        text: `${sizes.length} ${what} wheels of ${(sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(0)} MB`,
      });
      // Findings are no failure here.
      const check = (jobs: string): Promise<number> =>
        processTime(process.execPath, [custody, 'check', '--quiet', '--jobs', jobs, folder], [0, 1, 3]);
      // V8 collects garbage and compiles on threads of its own: on two cores one worker has more than one. What a second core
      // gives is seen only beside a run that truly has one.
      const pinned = isThere('taskset', ['-V']);
      const onOneCore = (): Promise<number> =>
        processTime(
          'taskset',
          ['-c', '0', process.execPath, custody, 'check', '--quiet', '--jobs', '1', folder],
          [0, 1, 3],
        );
      const script = `find "$1" -name '*.whl' -print0 | xargs -0 -n 1 -P 2 sh -c 'sha256sum "$0" && unzip -tqq "$0"'`;
      const { rows: times, ratio } = await race(
        [
          ...(pinned ? [{ label: 'check --jobs 1, one core', run: onOneCore }] : []),
          { label: 'check --jobs 1', run: () => check('1') },
          { label: 'check --jobs 2', run: () => check('2') },
          ...(tools
            ? [
                {
                  label: 'sha256sum and unzip -t, 2 processes',
                  run: () => processTime('sh', ['-c', script, 'sh', folder], [0, 123]),
                },
              ]
            : []),
        ],
        rounds,
      );
      rows.push(...times);
      rows.push({
        kind: 'target',
        label: 'one worker by two',
        unit: '×',
        value: ratio('check --jobs 1', 'check --jobs 2'),
        atLeast: 1.8,
      });
      if (pinned)
        rows.push({
          kind: 'target',
          label: 'one worker on one core by two on two',
          unit: '×',
          value: ratio('check --jobs 1, one core', 'check --jobs 2'),
          atLeast: 1.8,
        });
      if (tools)
        rows.push({
          kind: 'target',
          label: 'two workers by sha256sum and unzip -t',
          unit: '×',
          value: ratio('check --jobs 2', 'sha256sum and unzip -t, 2 processes'),
          atMost: 1.5,
        });
      else
        rows.push({ kind: 'note', text: 'sha256sum, unzip or xargs is not here: no comparison with them' });
    }
    return rows;
  },
};
