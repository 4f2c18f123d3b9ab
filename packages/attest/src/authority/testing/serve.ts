import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Authority, openAuthority } from '../authority.ts';
import { memoryStore } from '../log.ts';
import { type AuthorityState, createAuthority } from '../state.ts';

export type Served = {
  readonly url: string;
  readonly state: AuthorityState;
  readonly authority: Authority;
  readonly close: () => Promise<void>;
};

/** An authority on loopback, with logs in memory and the system's clock. */
export const serve = async (
  clock: { readonly now: () => number } = { now: () => Date.now() },
): Promise<Served> => {
  const ready: { authority?: Authority } = {};
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const asked = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers,
        body: Buffer.concat(parts),
      };
      const answer = async () => {
        if (ready.authority === undefined) return;
        const { status, type, body, location } = await ready.authority.handle(asked);
        response.writeHead(status, {
          'content-type': type,
          ...(location === undefined ? {} : { location }),
        });
        response.end(body);
      };
      void answer();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = createAuthority({ name: 'rehearsal', url, now: clock.now() });
  const authority = openAuthority(
    state,
    { ct: memoryStore(), rekor1: memoryStore(), rekor2: memoryStore() },
    clock,
  );
  ready.authority = authority;
  return {
    url,
    state,
    authority,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
