import { Buffer } from 'node:buffer';
import { HostError } from '../error.ts';
import type { Agents } from './agents.ts';
import { type Exchange, exchange } from './exchange.ts';
import { parseUrl, shownUrl } from './url.ts';

const MOST = 5;

type Headers = Readonly<Record<string, string>>;

/** A URL's user name and password go into a header and nowhere else. */
export const split = (given: URL): { readonly url: URL; readonly authorization: string | undefined } => {
  if (given.username === '' && given.password === '') return { url: given, authorization: undefined };
  const url = new URL(given);
  url.username = '';
  url.password = '';
  const pair = `${decodeURIComponent(given.username)}:${decodeURIComponent(given.password)}`;
  return { url, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
};

const withoutSecrets = (headers: Headers): Headers =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(authorization|cookie|proxy-)/i.test(name)),
  );

const target = (location: string | undefined, from: URL): URL => {
  const url = location === undefined ? null : URL.parse(location, from.href);
  if (url === null) throw new HostError('bad-answer', `${shownUrl(from.href)} redirects to nowhere`);
  if (from.protocol === 'https:' && url.protocol !== 'https:')
    throw new HostError(
      'bad-answer',
      `${shownUrl(from.href)} redirects to an unprotected address (${shownUrl(url.href)}); this is not followed`,
    );
  return parseUrl(url.href);
};

/**
 * Sends a GET and follows at most five redirects, never from https to http; secrets are not sent to another origin. Gives where the
 * answer came from, without user name and password.
 */
export const follow = async (
  text: string,
  given: Headers,
  agents: Agents,
  idle: number,
  signal: AbortSignal,
): Promise<Exchange & { readonly url: string }> => {
  let { url, authorization } = split(parseUrl(text));
  let headers = authorization === undefined ? given : { ...given, authorization };
  for (let redirects = 0; ; redirects += 1) {
    const answer = await exchange(url, headers, agents, idle, signal);
    if (![301, 302, 303, 307, 308].includes(answer.status)) return { ...answer, url: url.href };
    answer.message.resume();
    answer.message.destroy();
    if (redirects >= MOST)
      throw new HostError('bad-answer', `${shownUrl(text)} redirects more than ${MOST} times`);
    const next = split(target(answer.headers.get('location'), url));
    if (next.url.origin !== url.origin) headers = withoutSecrets(headers);
    ({ url, authorization } = next);
    if (authorization !== undefined) headers = { ...headers, authorization };
  }
};
