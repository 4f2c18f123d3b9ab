/** Peak memory of `custody sbom embed`, as its own process says at its end, for wheels of 100 MB and 1 GB: it may not grow with the wheel. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HUGE, LARGE, makeWheel } from '../make/wheel.ts';
import { spread } from '../measure.ts';
import { peakMemory } from '../process.ts';
import type { Bench, Row } from '../types.ts';

const PRELOAD = fileURLToPath(new URL('../reference/max-rss.cjs', import.meta.url));

export const embedMemory: Bench = {
  name: 'embed-memory',
  about: 'memory that sbom embed takes, whatever the size of the wheel',
  run: async ({ directory, custody, rounds }) => {
    const rows: Row[] = [];
    for (const size of [LARGE, HUGE]) {
      const wheel = makeWheel(directory, size);
      const megabytes = (statSync(wheel).size / 1e6).toFixed(0);
      const out = join(directory, 'out');
      const peaks = Array.from({ length: rounds }, () =>
        peakMemory(PRELOAD, [custody, 'sbom', 'embed', '--copy-to', out, wheel]),
      );
      rows.push({
        kind: 'target',
        label: `peak memory, a wheel of ${megabytes} MB`,
        unit: 'MB',
        value: spread(peaks),
        atMost: 90,
      });
      rmSync(wheel);
      rmSync(out, { recursive: true, force: true });
    }
    return Promise.resolve(rows);
  },
};
