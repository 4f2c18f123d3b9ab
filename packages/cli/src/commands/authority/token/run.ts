import { isObject, memoryStore, openAuthority, readJson, type Writable } from '@custody/attest';
import { readWhole } from '@custody/host';
import type { CustodyContext } from '../../../context.ts';
import { CommandError, EXIT } from '../../../exit.ts';
import { existingAuthority } from '../state.ts';
import type { TokenFlags } from './command.ts';

const claimsOf = ({ email, issuer, claims }: TokenFlags): Readonly<Record<string, Writable>> => {
  if ((email === undefined) === (claims === undefined))
    throw new CommandError('say either --email or --claims');
  if (email !== undefined) return { iss: issuer, sub: email, email, email_verified: true };
  const read = readJson(readWhole(claims ?? '', 64 * 1024));
  if (read.kind === 'invalid' || !isObject(read.value)) throw new CommandError('--claims is no JSON object');
  return read.value;
};

/** `custody authority token --dir DIR`: the token is all that is printed. */
export const runToken = async (context: CustodyContext, flags: TokenFlags): Promise<void> => {
  const state = existingAuthority(flags.dir);
  if (state === undefined)
    throw new CommandError(
      `there is no authority in ${flags.dir}; run custody authority start --dir`,
      EXIT.source,
    );
  const logs = { ct: memoryStore(), rekor1: memoryStore(), rekor2: memoryStore() };
  context.out.write(`${openAuthority(state, logs, context.clock).token(claimsOf(flags))}\n`);
  context.finish(EXIT.ok);
  await Promise.resolve();
};
