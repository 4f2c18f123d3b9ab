import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SignInPorts, SignError } from '@custody/attest';

const PATH = '/auth/callback';
/** Milliseconds that a person may take to sign in. */
const PATIENCE = 600_000;

/** Waits on loopback for one browser to come back from signing in (RFC 8252, 7.3). */
export const listenOnce = async (signal: AbortSignal): ReturnType<SignInPorts['listen']> => {
  const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, string>>();
  // Whoever does not wait for the answer has no use for its failure.
  promise.catch(() => undefined);
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '', 'http://localhost');
    if (request.method !== 'GET' || url?.pathname !== PATH) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    response.end('Back to custody: this page can be closed.\n');
    resolve(new Map(url.searchParams));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const late = setTimeout(() => reject(new SignError('no-identity', 'nobody signed in in time')), PATIENCE);
  const stop = (): void => reject(new SignError('no-identity', 'interrupted while signing in'));
  signal.addEventListener('abort', stop, { once: true });
  const { port } = server.address() as AddressInfo;
  return {
    redirect: `http://localhost:${port}${PATH}`,
    answer: () => promise,
    close: () => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      server.closeAllConnections();
      server.close();
    },
  };
};
