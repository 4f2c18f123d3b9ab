import { createConnection } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { AgentPort, SigningPorts } from '@custody/attest';
import { SignError } from '@custody/attest';
import type { Clock } from '@custody/host';

const TIMEOUT = 30_000;
const MAX_AGENT = 256 * 1024;

/** `fetch` says why in its cause only. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no answer';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : error.message;
};

/**
 * The network of one signing run. Redirects are not followed: what is sent holds a token. The body of an answer is read whole,
 * and bounded by who asked.
 */
export const signingPorts = (clock: Clock, signal: AbortSignal): SigningPorts => ({
  now: clock.now,
  wait: (milliseconds) => wait(milliseconds, undefined, { signal }),
  exchange: async ({ method, url, headers, body }) => {
    const answer = await fetch(url, {
      method,
      headers,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    }).catch((error: unknown) => {
      throw new Error(reasonOf(error));
    });
    const given = new Map(answer.headers.entries());
    return { status: answer.status, headers: given, body: new Uint8Array(await answer.arrayBuffer()) };
  },
});

/** One question to the agent behind a socket. */
export const agentPort =
  (path: string): AgentPort =>
  (message) =>
    new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new SignError('agent', `the SSH agent ${why}`));
      const socket = createConnection(path);
      let got = Buffer.alloc(0);
      // A person may have to touch a key or to confirm.
      socket.setTimeout(2 * TIMEOUT, () => {
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
