import { HostError } from '../error.ts';
import { shown } from '../files/shown.ts';

/** A URL as it may be printed: without user name and password, and without what follows a `?`, where tokens stand. */
export const shownUrl = (text: string): string => {
  const url = URL.parse(text);
  if (url === null) return 'a malformed URL';
  return shown(`${url.protocol}//${url.host}${url.pathname}${url.search === '' ? '' : '?…'}`);
};

/** Throws HostError `bad-url` for what is no HTTP(S) URL. The text is not repeated: it may hold a password. */
export const parseUrl = (text: string): URL => {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new HostError('bad-url', `${shownUrl(text)} is no http or https URL`);
  return url;
};
