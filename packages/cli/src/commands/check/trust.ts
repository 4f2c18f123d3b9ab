import type { TrustMaterial } from '@custody/check';
import type { RunContext } from '@custody/findings';
import { readWhole } from '@custody/host';
import { CommandError, EXIT } from '../../exit.ts';
import { loadKeyring, loadKeys } from '../verify/inputs.ts';
import { loadTrust, trustText } from '../verify/trust.ts';
import type { CheckFlags } from './command.ts';

const MAX_FILE = 16 * 2 ** 20;

/** What the flags say is trusted, read once to see that it can be. Throws CommandError. */
export const trustMaterial = async (
  { trustRoot, key = [], keyring }: CheckFlags,
  now: number,
): Promise<{ readonly trust: TrustMaterial; readonly facts: RunContext['facts'] }> => {
  if (trustRoot === 'cached') throw new CommandError('--trust-root cached is for custody verify');
  const loaded = await loadTrust(trustRoot === undefined ? {} : { trustRoot });
  if (loaded.kind === 'unusable')
    throw new CommandError(`the trust root is unusable: ${loaded.reason}`, EXIT.source);
  loadKeys(key);
  loadKeyring(keyring);
  const root: TrustMaterial['root'] =
    trustRoot === undefined || trustRoot === 'public-good'
      ? undefined
      : trustRoot === 'staging'
        ? { kind: 'staging' }
        : { kind: 'file', path: trustRoot, bytes: readWhole(trustRoot, MAX_FILE) };
  return {
    trust: {
      ...(root === undefined ? {} : { root }),
      keys: key.map((path) => readWhole(path, MAX_FILE)),
      ...(keyring === undefined ? {} : { keyring: readWhole(keyring, MAX_FILE) }),
    },
    facts: [{ name: 'trust root', value: `${trustText(loaded.root, now)}, sha256 ${loaded.root.sha256}` }],
  };
};
