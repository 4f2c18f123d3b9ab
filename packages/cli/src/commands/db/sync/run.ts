import { ECOSYSTEMS, OSV_BULK, storeDirectory, syncAdvisories, type Synced } from '@custody/audit';
import { groupDigits } from '@custody/findings';
import { clockFor, createHttp, offlineHttp } from '@custody/host';
import type { CustodyContext } from '../../../context.ts';
import { EXIT } from '../../../exit.ts';
import { VERSION } from '../../../version.ts';
import { withStore } from '../source.ts';
import { reportText, statusText } from '../text.ts';
import type { SyncFlags } from './command.ts';

const WAY: Readonly<Record<Synced['way'], string>> = {
  archive: 'all of them, as one archive',
  records: 'one by one',
  'nothing-changed': 'nothing has changed',
};

const syncedText = (synced: readonly Synced[]): string =>
  synced
    .map(
      ({ ecosystem, way, changed, gone }) =>
        `  ${ecosystem}: ${groupDigits(changed)} new or changed, ${groupDigits(gone)} gone (${WAY[way]})\n`,
    )
    .join('');

/** `custody db sync`. */
export const runSync = (context: CustodyContext, flags: SyncFlags): Promise<void> =>
  withStore(async () => {
    const { environment, clock } = context;
    const now = clockFor(environment, clock).now();
    const directory = storeDirectory(flags.db, environment);
    const http = flags.offline ? offlineHttp : createHttp({ environment, clock, version: VERSION });
    const progress = context.progress(flags.quiet);
    const interrupts = context.interrupts();
    try {
      const { status, report, synced, changed } = await syncAdvisories({
        http,
        base: flags.url ?? OSV_BULK,
        ecosystems: [...new Set(flags.ecosystem ?? ECOSYSTEMS)],
        directory,
        now,
        progress,
        signal: interrupts.signal,
        maxBytes: flags.maxSize * 1e6,
        fresh: flags.fresh,
        ...(flags.epss === undefined ? {} : { epss: flags.epss }),
        ...(flags.kev === undefined ? {} : { kev: flags.kev }),
      });
      context.out.write(
        flags.format === 'json'
          ? `${JSON.stringify({ status, changed, synced, report }, undefined, 2)}\n`
          : `${statusText(status, now, undefined)}Synced\n${syncedText(synced)}${reportText(report)}`,
      );
      context.finish(EXIT.ok);
    } finally {
      progress.end();
      interrupts.dispose();
      http.close();
    }
  });
