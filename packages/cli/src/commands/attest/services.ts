import {
  ambientToken,
  browserToken,
  deviceToken,
  googleCloudToken,
  PUBLIC_SERVICES,
  readSigningConfig,
  type SigningServices,
  type TokenSource,
} from '@custody/attest';
import { sanitize } from '@custody/findings';
import { readWhole } from '@custody/host';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT } from '../../exit.ts';
import type { ServiceFlags } from './flags.ts';
import type { CliPorts } from './ports.ts';
import { identityVariables, signingVariable } from './variables.ts';

/** The services of a signing configuration, or the public ones. Throws CommandError. */
export const servicesOf = ({ signingConfig }: ServiceFlags, now: number): SigningServices => {
  if (signingConfig === undefined) return PUBLIC_SERVICES;
  const read = readSigningConfig(readWhole(signingConfig, 2 ** 20), now);
  if (read.kind === 'read') return read.value;
  const [{ place, message }] = read.problems;
  throw new CommandError(
    sanitize(`${signingConfig}: ${place === '' ? '' : `${place}: `}${message}`),
    EXIT.source,
  );
};

const signIn = async (
  context: CustodyContext,
  source: 'browser' | 'code',
  ports: CliPorts,
  issuer: string | undefined,
): Promise<TokenSource> => {
  if (issuer === undefined)
    throw new CommandError('the signing configuration names no identity provider to sign in with');
  const { listenOnce } = await import('./callback.ts');
  const more = {
    ...ports,
    tell: (text: string) => context.err.write(sanitizeLines(text)),
    listen: () => listenOnce(ports.signal),
  };
  return (source === 'browser' ? browserToken : deviceToken)(more, issuer);
};

const sanitizeLines = (text: string): string => text.split('\n').map(sanitize).join('\n');

/** Where tokens come from: the file, read anew each time, what the flags name, or the environment. */
export const tokenSource = async (
  context: CustodyContext,
  { identityToken, identityFrom }: ServiceFlags,
  ports: CliPorts,
  issuer: string | undefined,
): Promise<TokenSource | undefined> => {
  if (identityToken !== undefined && identityFrom !== undefined)
    throw new CommandError('say either --identity-token or --identity-from');
  if (identityFrom === 'google-cloud')
    return googleCloudToken(ports.direct(), signingVariable(context.environment, 'GCE_METADATA_HOST'));
  if (identityFrom !== undefined) return signIn(context, identityFrom, ports, issuer);
  if (identityToken === undefined) return ambientToken(ports, identityVariables(context.environment));
  return () =>
    Promise.resolve(
      Buffer.from(readWhole(identityToken, 64 * 1024))
        .toString('latin1')
        .trim(),
    );
};
