import { readWhole } from '@custody/host';
import type { CustodyContext } from '../../context.ts';
import { CommandError } from '../../exit.ts';
import { signingVariable } from './variables.ts';

/** A passphrase from a file or the environment; never from the command line, which everybody on the machine can read. */
export const passphraseOf = (context: CustodyContext, file: string | undefined): string => {
  if (file !== undefined)
    return Buffer.from(readWhole(file, 4096))
      .toString('utf8')
      .replace(/\r?\n$/, '');
  const found = signingVariable(context.environment, 'CUSTODY_KEY_PASSPHRASE');
  if (found === undefined)
    throw new CommandError('there is no passphrase: say --passphrase-file, or set CUSTODY_KEY_PASSPHRASE');
  return found;
};
