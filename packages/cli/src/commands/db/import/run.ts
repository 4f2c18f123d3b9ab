import { importAdvisories, storeDirectory } from '@custody/audit';
import { clockFor } from '@custody/host';
import type { CustodyContext } from '../../../context.ts';
import { EXIT } from '../../../exit.ts';
import { withStore } from '../source.ts';
import { reportText, statusText } from '../text.ts';
import type { ImportFlags } from './command.ts';

/** `custody db import PATH…`. */
export const runImport = (
  context: CustodyContext,
  flags: ImportFlags,
  paths: readonly string[],
): Promise<void> =>
  withStore(async () => {
    const now = clockFor(context.environment, context.clock).now();
    const progress = context.progress(flags.quiet);
    const interrupts = context.interrupts();
    try {
      progress.begin(0, 'reading advisories');
      const { status, report } = await importAdvisories(paths, {
        directory: storeDirectory(flags.db, context.environment),
        now,
        add: flags.add,
        signal: interrupts.signal,
        onRecord: () => progress.advance(1),
        ...(flags.cpythonTags === undefined ? {} : { cpythonTags: flags.cpythonTags }),
        ...(flags.epss === undefined ? {} : { epss: flags.epss }),
        ...(flags.kev === undefined ? {} : { kev: flags.kev }),
      });
      progress.end();
      context.out.write(
        flags.format === 'json'
          ? `${JSON.stringify({ status, report }, undefined, 2)}\n`
          : `${statusText(status, now, undefined)}${reportText(report)}`,
      );
      context.finish(EXIT.ok);
    } finally {
      progress.end();
      interrupts.dispose();
    }
  });
