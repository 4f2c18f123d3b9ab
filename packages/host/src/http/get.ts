import { wholeBody } from './body.ts';
import { httpFailure } from './failure.ts';
import { follow } from './follow.ts';
import { withRetries } from './retry.ts';
import type { Client } from './shared.ts';
import { within } from './time.ts';
import type { HttpAnswer, HttpOptions } from './types.ts';

/** Bytes of an answer where the caller does not say. */
const MAX_BYTES = 32 * 1024 * 1024;

const conditions = ({ etag, lastModified }: HttpOptions): Record<string, string> => ({
  ...(etag === undefined ? {} : { 'if-none-match': etag }),
  ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
});

/** Reads a URL whole, tried again where that may help. */
export const get = async (
  client: Client,
  deadline: number,
  url: string,
  options: HttpOptions,
): Promise<HttpAnswer> => {
  const { signal, maxBytes = MAX_BYTES } = options;
  const headers = {
    'accept-encoding': 'gzip',
    ...conditions(options),
    ...options.headers,
    'user-agent': client.userAgent,
  };
  return withRetries(client.retry, signal, async () => {
    try {
      const agents = await client.agents();
      return await within(deadline, signal, async (inner) => {
        const answer = await follow(url, headers, agents, client.idle, inner);
        const body = await wholeBody(answer, answer.url, maxBytes);
        return { status: answer.status, headers: answer.headers, body, url: answer.url };
      });
    } catch (error) {
      throw httpFailure(url, error, signal);
    }
  });
};
