import { StoreError } from '@custody/audit';
import { HostError } from '@custody/host';
import { CommandError, EXIT } from '../../exit.ts';

/** What the network says, not what the person did. */
const OF_THE_SOURCE = new Set(['offline', 'network', 'untrusted', 'bad-answer', 'too-large', 'changed']);

/**
 * An advisory store, or a source of advisories, that cannot be used ends a command with exit code 4; a file that is something
 * else altogether was named by mistake, and ends it with 2.
 */
export const asSourceFailure = (error: unknown): unknown => {
  if (error instanceof StoreError && error.code === 'no-advisories')
    return new CommandError(error.message, EXIT.usage, { cause: error });
  return error instanceof StoreError || (error instanceof HostError && OF_THE_SOURCE.has(error.code))
    ? new CommandError(error.message, EXIT.source, { cause: error })
    : error;
};

/** Runs a command's work; see `asSourceFailure`. */
export const withStore = async (work: () => Promise<void> | void): Promise<void> => {
  try {
    await work();
  } catch (error) {
    throw asSourceFailure(error);
  }
};
