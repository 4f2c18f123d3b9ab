import { createPublicKey, hash } from 'node:crypto';
import { generateKey, writeKey } from '@custody/attest';
import { sanitize } from '@custody/findings';
import { HostError, lookAt, writeNew } from '@custody/host';
import type { CustodyContext } from '../../../context.ts';
import { EXIT } from '../../../exit.ts';
import { withSigning } from '../failure.ts';
import { passphraseOf } from '../passphrase.ts';
import type { KeygenFlags } from './command.ts';

const isThere = (path: string): boolean => {
  try {
    lookAt(path);
    return true;
  } catch (error) {
    if (error instanceof HostError && error.code === 'not-found') return false;
    throw error;
  }
};

/** Both are looked at before either is written: a private key without its public half is of no use to anybody. */
const mustBeFree = (paths: readonly string[]): void => {
  const taken = paths.find(isThere);
  if (taken !== undefined)
    throw new HostError('exists', `${sanitize(taken)}: there already; name another file`, { path: taken });
};

/** `custody attest keygen FILE`. Neither file may be there already. */
export const runKeygen = (
  context: CustodyContext,
  flags: KeygenFlags,
  [file]: readonly [string],
): Promise<void> =>
  withSigning(async () => {
    mustBeFree([file, `${file}.pub`]);
    const key = generateKey(flags.kind);
    const publicKey = createPublicKey(key);
    const text = await writeKey(key, passphraseOf(context, flags.passphraseFile));
    await writeNew(file, (sink) => sink.write(Buffer.from(text)), { mode: 0o600 });
    const pem = String(publicKey.export({ format: 'pem', type: 'spki' }));
    await writeNew(`${file}.pub`, (sink) => sink.write(Buffer.from(pem)));
    const fingerprint = hash('sha256', publicKey.export({ format: 'der', type: 'spki' }), 'hex');
    context.out.write(`${sanitize(file)}: key:${fingerprint}\n`);
    context.finish(EXIT.ok);
  });
