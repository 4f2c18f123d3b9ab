import { createConnection } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { AgentPort, SigningPorts } from '@custody/attest';
import { SignError } from '@custody/attest';
import { createHttp, type Environment, HostError, type HttpPort, type HttpSender } from '@custody/host';
import type { CustodyContext } from '../../context.ts';
import { VERSION } from '../../version.ts';

/** Milliseconds: logs may take a while to witness. */
const TIMEOUT = 60_000;
const MAX_ANSWER = 2 ** 20;
const MAX_AGENT = 256 * 1024;

/** The network of one signing run, and how it ends. */
export type CliPorts = SigningPorts & {
  readonly signal: AbortSignal;
  /** The same past every proxy: for what is of this machine alone. */
  readonly direct: () => SigningPorts;
  readonly close: () => void;
};

/** Proxies from the environment, the system's trust, nothing sent elsewhere. */
export const signingPorts = (
  { environment, clock }: Pick<CustodyContext, 'environment' | 'clock'>,
  signal: AbortSignal,
): CliPorts => {
  const open: (HttpPort & HttpSender)[] = [];
  const portsOf = (of: Environment): SigningPorts => {
    const http = createHttp({ environment: of, clock, version: VERSION, deadline: TIMEOUT });
    open.push(http);
    return {
      now: clock.now,
      wait: (milliseconds) => wait(milliseconds, undefined, { signal }),
      exchange: async ({ url, ...request }) => {
        try {
          return await http.send(url, { ...request, signal, maxBytes: MAX_ANSWER });
        } catch (error) {
          // Only a network that fails may work a moment later.
          if (!(error instanceof HostError) || error.code === 'network' || error.code === 'aborted')
            throw error;
          throw new SignError('service', error.message);
        }
      },
    };
  };
  return {
    ...portsOf(environment),
    signal,
    direct: () => portsOf({ ...environment, variable: () => undefined }),
    close: () => {
      for (const http of open) http.close();
    },
  };
};

/** One question to the agent behind a socket. */
export const agentPort =
  (path: string): AgentPort =>
  (message) =>
    new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new SignError('agent', `the SSH agent ${why}`));
      const socket = createConnection(path);
      let got = Buffer.alloc(0);
      // A person may have to touch a key or to confirm.
      socket.setTimeout(TIMEOUT, () => {
        socket.destroy();
        fail('does not answer');
      });
      socket.on('error', () => fail('cannot be reached'));
      socket.on('close', () => fail('hangs up'));
      socket.on('data', (part) => {
        got = Buffer.concat([got, part]);
        const length = got.length < 4 ? 0 : got.readUInt32BE(0);
        if (length > MAX_AGENT) {
          socket.destroy();
          fail('answers with too much');
        } else if (got.length >= 4 && got.length >= 4 + length) {
          resolve(got.subarray(4, 4 + length));
          socket.destroy();
        }
      });
      const length = Buffer.alloc(4);
      length.writeUInt32BE(message.length);
      socket.write(Buffer.concat([length, message]));
    });
