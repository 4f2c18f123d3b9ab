import { join } from 'node:path';
import { storeDirectory } from '@custody/audit';
import { groupDigits } from '@custody/findings';
import { ensureDirectory, readWhole, writeAtomically } from '@custody/host';
import { parsePopularNames } from '@custody/pins';
import type { CustodyContext } from '../../../context.ts';
import { CommandError, EXIT } from '../../../exit.ts';
import { POPULAR_FILE } from '../../pin/names.ts';
import { withStore } from '../source.ts';
import type { PopularFlags } from './command.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/** `custody db popular FILE`. */
export const runPopular = (
  context: CustodyContext,
  flags: PopularFlags,
  [path = '']: readonly string[],
): Promise<void> =>
  withStore(async () => {
    const reading = parsePopularNames(readWhole(path, MAX_BYTES));
    if (reading.kind === 'unreadable')
      throw new CommandError(`${path} is no list of popular names: ${reading.reason}`);
    const directory = storeDirectory(flags.db, context.environment);
    ensureDirectory(directory);
    const text = reading.names.map((name) => `${name}\n`).join('');
    await writeAtomically(join(directory, POPULAR_FILE), (sink) => sink.write(Buffer.from(text)));
    context.out.write(
      `✓ ${groupDigits(reading.names.length)} popular names are kept: custody pin compares with them\n`,
    );
    context.finish(EXIT.ok);
  });
