import { HostError, systemCode } from '../error.ts';
import { shownUrl } from './url.ts';

/** What Node says of a certificate that it does not accept. */
const UNTRUSTED =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

const SAID: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection broke',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'its name cannot be looked up now; is there a network?',
  ENETUNREACH: 'there is no network that leads there',
  EHOSTUNREACH: 'there is no network that leads there',
  ETIMEDOUT: 'it takes too long to answer',
  EPIPE: 'the connection broke',
};

const reason = (code: string): string =>
  (Object.hasOwn(SAID, code) ? SAID[code] : undefined) ??
  (code === '' ? 'the exchange failed' : `the system says ${code}`);

/** Turns whatever an exchange threw into a HostError. Messages of libraries are not repeated: they may hold a URL's password. */
export const httpFailure = (url: string, cause: unknown, signal: AbortSignal | undefined): HostError => {
  if (cause instanceof HostError) return cause;
  if (signal?.aborted === true)
    return new HostError('aborted', 'stopped before the answer was complete', { cause: signal.reason });
  const code = systemCode(cause);
  if (UNTRUSTED.test(code))
    return new HostError(
      'untrusted',
      `${shownUrl(url)} shows a certificate that this system does not trust (${code}); if your network inspects connections, add its authority to the system's trust store or name it in NODE_EXTRA_CA_CERTS`,
    );
  return new HostError('network', `cannot read ${shownUrl(url)}: ${reason(code)}`);
};

/** Failures that may have passed a moment later. */
export const isPassing = (error: unknown): boolean => error instanceof HostError && error.code === 'network';

/** RFC 9110, 15: statuses that say "later". */
export const isPassingStatus = (status: number): boolean =>
  status === 408 || status === 429 || status === 500 || (status >= 502 && status <= 504);
