import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Authority, AuthorityAnswer } from '@custody/attest';

const MAX_BODY = 16 * 2 ** 20;
/** Nobody who speaks this slowly is a client. */
const PATIENCE = 30_000;

const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > MAX_BODY) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
};

const headersOf = (request: IncomingMessage): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

const plain = (status: number): AuthorityAnswer => ({ status, type: 'text/plain', body: Buffer.alloc(0) });

/** Answers over HTTP. Nothing of a request is logged: it may hold tokens. */
export const serveAuthority = (authority: Authority): Server =>
  createServer({ requestTimeout: PATIENCE, headersTimeout: PATIENCE }, (request, response) => {
    const answer = async (): Promise<AuthorityAnswer> => {
      try {
        const body = await bodyOf(request);
        if (body === undefined) return plain(413);
        return await authority.handle({
          method: request.method ?? '',
          path: request.url ?? '',
          headers: headersOf(request),
          body,
        });
      } catch {
        return plain(500);
      }
    };
    const write = async (): Promise<void> => {
      const { status, type, body, location } = await answer();
      response.writeHead(status, {
        'content-type': type,
        'content-length': body.length,
        ...(location === undefined ? {} : { location }),
        ...(status === 413 ? { connection: 'close' } : {}),
      });
      response.end(body);
    };
    void write();
  });
