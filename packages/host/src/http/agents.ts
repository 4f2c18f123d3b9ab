import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type * as Tls from 'node:tls';
import type { Environment } from '../environment/environment.ts';
import { HostError } from '../error.ts';

export type Agents = { readonly http: HttpAgent; readonly https: HttpsAgent };

/** The proxies that the environment names, in Node's own words; the lower-case variable wins, as curl has it. */
const proxies = ({ variable }: Environment): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const [name, value] of [
    // HTTP_PROXY in capitals can be set by a request's header in a CGI program; custody is none.
    ['HTTP_PROXY', variable('http_proxy') ?? variable('HTTP_PROXY')],
    ['HTTPS_PROXY', variable('https_proxy') ?? variable('HTTPS_PROXY')],
    ['NO_PROXY', variable('no_proxy') ?? variable('NO_PROXY')],
  ] as const)
    if (value !== undefined && value !== '') found[name] = value;
  return found;
};

/**
 * Authorities to trust: the operating system's, so that a company's own count as everywhere else; Node's list where the system has
 * none; and those of NODE_EXTRA_CA_CERTS.
 */
const authorities = (tls: Pick<typeof Tls, 'getCACertificates'>): string[] => {
  const system = tls.getCACertificates('system');
  return [
    ...(system.length > 0 ? system : tls.getCACertificates('bundled')),
    ...tls.getCACertificates('extra'),
  ];
};

/** Loaded when the first call is made: HTTP and TLS cost a third of a start. */
export const loadAgents = async (environment: Environment, extra: readonly string[]): Promise<Agents> => {
  const [http, https, tls] = await Promise.all([
    import('node:http'),
    import('node:https'),
    import('node:tls'),
  ]);
  const proxyEnv = proxies(environment);
  // Made once: with every connection its hundred and more certificates would be read again.
  const secureContext = tls.createSecureContext({ ca: [...authorities(tls), ...extra] });
  try {
    return {
      http: new http.Agent({ keepAlive: true, maxSockets: 8, proxyEnv }),
      https: new https.Agent({ keepAlive: true, maxSockets: 8, proxyEnv, secureContext }),
    };
  } catch {
    // The cause holds the variable's value, in which a password may stand.
    throw new HostError(
      'bad-environment',
      'HTTP_PROXY or HTTPS_PROXY is no URL of a proxy; set it to one like http://proxy.example:3128, or unset it',
    );
  }
};
