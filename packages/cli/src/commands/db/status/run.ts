import { ageInDays, openStore, storeDirectory } from '@custody/audit';
import { clockFor } from '@custody/host';
import type { CustodyContext } from '../../../context.ts';
import { EXIT } from '../../../exit.ts';
import { withStore } from '../source.ts';
import { isOlder, newestAge } from '../age.ts';
import { statusText } from '../text.ts';
import type { StatusFlags } from './command.ts';

/** `custody db status`. */
export const runStatus = (context: CustodyContext, flags: StatusFlags): Promise<void> =>
  withStore(() => {
    const now = clockFor(context.environment, context.clock).now();
    const store = openStore(storeDirectory(flags.db, context.environment));
    const { status } = store;
    store.close();
    const age = ageInDays(status, now);
    const newest = newestAge(status, now);
    context.out.write(
      flags.format === 'json'
        ? `${JSON.stringify({ ...status, ageInDays: age, newestAgeInDays: newest }, undefined, 2)}\n`
        : statusText(status, now, flags.maxAge),
    );
    const tooOld = flags.maxAge !== undefined && isOlder(status, flags.maxAge, now);
    context.finish(tooOld ? EXIT.source : EXIT.ok);
  });
