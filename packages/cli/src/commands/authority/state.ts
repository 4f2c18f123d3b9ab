import { join } from 'node:path';
import {
  AuthorityError,
  type AuthorityState,
  createAuthority,
  readAuthorityState,
  writeAuthorityState,
} from '@custody/attest';
import { ensureDirectory, HostError, readWhole, writeNew } from '@custody/host';
import { CommandError, EXIT } from '../../exit.ts';

const stateFile = (directory: string): string => join(directory, 'authority.json');

/** An authority that is damaged or changed ends a command with exit code 4. */
export const asAuthorityFailure = (error: unknown): unknown =>
  error instanceof AuthorityError ? new CommandError(error.message, EXIT.source, { cause: error }) : error;

/** The authority of a directory; `undefined` where there is none. Throws CommandError. */
export const existingAuthority = (directory: string): AuthorityState | undefined => {
  try {
    return readAuthorityState(readWhole(stateFile(directory), 64 * 1024));
  } catch (error) {
    if (error instanceof HostError && error.code === 'not-found') return undefined;
    throw asAuthorityFailure(error);
  }
};

/** Makes an authority in a directory. Its file holds every key, and is for its owner alone. */
export const newAuthority = async (
  directory: string,
  options: { readonly name: string; readonly url: string; readonly now: number },
): Promise<AuthorityState> => {
  ensureDirectory(directory);
  const state = createAuthority(options);
  await writeNew(stateFile(directory), (sink) => sink.write(Buffer.from(writeAuthorityState(state))), {
    mode: 0o600,
  });
  return state;
};
