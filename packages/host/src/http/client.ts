import type { Clock } from '../clock/clock.ts';
import type { Environment } from '../environment/environment.ts';
import { type Agents, loadAgents } from './agents.ts';
import { download } from './download.ts';
import { get } from './get.ts';
import type { RetryOptions } from './retry.ts';
import type { Client } from './shared.ts';
import { wait } from './time.ts';
import { send } from './send.ts';
import type { HttpPort, HttpSender } from './types.ts';

export type HttpClientOptions = {
  readonly environment: Environment;
  readonly clock: Clock;
  /** custody's own version, for the user agent. */
  readonly version: string;
  /** From 0 to 1; for pauses only. */
  readonly random?: () => number;
  readonly sleep?: RetryOptions['sleep'];
  readonly tries?: number;
  /** Milliseconds without a byte after which a try has failed, and for a whole call of `get`. */
  readonly idleTimeout?: number;
  readonly deadline?: number;
  /** PEM certificates to trust besides the system's. */
  readonly authorities?: readonly string[];
};

const release = async (agents: Promise<Agents> | undefined): Promise<void> => {
  try {
    const loaded = await agents;
    loaded?.http.destroy();
    loaded?.https.destroy();
  } catch {
    // They were never made; whoever called has been told why.
  }
};

/**
 * The network: the system's trust store, proxies from the environment, passing failures tried again with growing pauses, redirects
 * and sizes bounded. Nothing is loaded or connected before the first call.
 */
export const createHttp = (options: HttpClientOptions): HttpPort & HttpSender => {
  let agents: Promise<Agents> | undefined;
  const client: Client = {
    agents: () => (agents ??= loadAgents(options.environment, options.authorities ?? [])),
    userAgent: `custody/${options.version} (+node/${options.environment.nodeVersion})`,
    idle: options.idleTimeout ?? 30_000,
    retry: {
      tries: options.tries ?? 4,
      firstPause: 500,
      random: options.random ?? Math.random,
      now: options.clock.now,
      sleep: options.sleep ?? wait,
    },
  };
  const deadline = options.deadline ?? 300_000;
  return {
    get: (url, given = {}) => get(client, deadline, url, given),
    download: (url, path, given) => download(client, url, path, given),
    send: (url, request) => send(client, deadline, url, request),
    close: () => {
      void release(agents);
    },
  };
};
