import type { IncomingMessage, RequestOptions } from 'node:http';
import type { Agents } from './agents.ts';

/** One answer whose body has not been read. */
export type Exchange = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly message: IncomingMessage;
};

const headersOf = (message: IncomingMessage): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) found.set(name, Array.isArray(value) ? value.join(', ') : value);
  return found;
};

const timeout = (): Error => Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });

/** What is sent: a GET, unless said otherwise. */
export type Sent = { readonly method: 'GET' | 'POST'; readonly body?: Uint8Array };

/** Sends one request and waits for the head of the answer. `idle`: milliseconds without a byte after which it fails. */
export const exchange = async (
  url: URL,
  headers: Readonly<Record<string, string>>,
  agents: Agents,
  idle: number,
  signal: AbortSignal,
  { method, body }: Sent = { method: 'GET' },
): Promise<Exchange> => {
  const secure = url.protocol === 'https:';
  const { request } = secure ? await import('node:https') : await import('node:http');
  const options: RequestOptions = {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-length': `${body.length}` }) },
    agent: secure ? agents.https : agents.http,
    signal,
    maxHeaderSize: 32 * 1024,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (message) => {
      resolve({ status: message.statusCode ?? 0, headers: headersOf(message), message });
    });
    sent.setTimeout(idle, () => sent.destroy(timeout()));
    sent.on('error', reject);
    sent.end(body);
  });
};
