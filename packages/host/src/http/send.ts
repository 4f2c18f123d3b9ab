import { HostError } from '../error.ts';
import { wholeBody } from './body.ts';
import { exchange } from './exchange.ts';
import { httpFailure } from './failure.ts';
import { split } from './follow.ts';
import type { Client } from './shared.ts';
import { within } from './time.ts';
import type { HttpAnswer, HttpRequest } from './types.ts';
import { parseUrl, shownUrl } from './url.ts';

/** Bytes of an answer where the caller does not say. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Sends a request once and reads the answer whole. */
export const send = async (
  client: Client,
  deadline: number,
  text: string,
  { method, headers, body, signal, maxBytes = MAX_BYTES }: HttpRequest,
): Promise<HttpAnswer> => {
  try {
    const { url, authorization } = split(parseUrl(text));
    const given = {
      'accept-encoding': 'gzip',
      ...(authorization === undefined ? {} : { authorization }),
      ...headers,
      'user-agent': client.userAgent,
    };
    const agents = await client.agents();
    return await within(deadline, signal, async (inner) => {
      const sent = body === undefined ? { method } : { method, body };
      const answer = await exchange(url, given, agents, client.idle, inner, sent);
      if (answer.status >= 300 && answer.status < 400) {
        answer.message.destroy();
        throw new HostError(
          'bad-answer',
          `${shownUrl(url.href)} redirects; what was sent is not sent elsewhere`,
        );
      }
      const whole = await wholeBody(answer, url.href, maxBytes);
      return { status: answer.status, headers: answer.headers, body: whole, url: url.href };
    });
  } catch (error) {
    throw httpFailure(text, error, signal);
  }
};
