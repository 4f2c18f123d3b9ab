import {
  agentKeys,
  agentSigner,
  keylessSigner,
  keySigner,
  readKey,
  type SigningPorts,
  type SigningServices,
  type StatementSigner,
  type TokenSource,
} from '@custody/attest';
import { readWhole } from '@custody/host';
import type { CustodyContext } from '../../../context.ts';
import { CommandError } from '../../../exit.ts';
import { passphraseOf } from '../passphrase.ts';
import { agentPort } from '../ports.ts';
import { signingVariable } from '../variables.ts';
import type { SignFlags } from './command.ts';

const ofAgent = async (context: CustodyContext, named: string): Promise<StatementSigner> => {
  const path = signingVariable(context.environment, 'SSH_AUTH_SOCK');
  if (path === undefined) throw new CommandError('there is no SSH agent: SSH_AUTH_SOCK is not set');
  const agent = agentPort(path);
  const found = (await agentKeys(agent)).filter(
    ({ fingerprint, comment }) => fingerprint === named || comment === named,
  );
  const [key, ...others] = found;
  if (key === undefined) throw new CommandError('the SSH agent holds no such key; ssh-add -l lists them');
  if (others.length > 0)
    throw new CommandError('the SSH agent holds several such keys: name one by its SHA256:…');
  return agentSigner(agent, key);
};

/** Who signs, as the flags say. Throws CommandError or SignError. */
export const signerOf = async (
  context: CustodyContext,
  flags: SignFlags,
  ports: SigningPorts,
  services: SigningServices,
  token: TokenSource | undefined,
): Promise<StatementSigner> => {
  if (flags.key !== undefined && flags.sshKey !== undefined)
    throw new CommandError('say either --key or --ssh-key');
  if (flags.key !== undefined)
    return keySigner(
      await readKey(readWhole(flags.key, 16 * 1024), passphraseOf(context, flags.passphraseFile)),
    );
  if (flags.sshKey !== undefined) return ofAgent(context, flags.sshKey);
  if (token === undefined)
    throw new CommandError(
      'nobody is named to sign: there is no identity token; sign in with --identity-from browser, or sign with a key of yours (--key); custody attest preflight says more',
    );
  return keylessSigner(ports, { url: services.fulcio, token });
};
