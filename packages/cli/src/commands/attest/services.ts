import {
  ambientToken,
  PUBLIC_SERVICES,
  readSigningConfig,
  type SigningPorts,
  type SigningServices,
  type TokenSource,
} from '@custody/attest';
import { sanitize } from '@custody/findings';
import { readWhole } from '@custody/host';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT } from '../../exit.ts';
import type { ServiceFlags } from './flags.ts';
import { identityVariables } from './variables.ts';

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

/** Where tokens come from: the file, read anew each time, or the environment. */
export const tokenSource = (
  context: CustodyContext,
  { identityToken }: ServiceFlags,
  ports: SigningPorts,
): TokenSource | undefined =>
  identityToken === undefined
    ? ambientToken(ports, identityVariables(context.environment))
    : () =>
        Promise.resolve(
          Buffer.from(readWhole(identityToken, 64 * 1024))
            .toString('latin1')
            .trim(),
        );
