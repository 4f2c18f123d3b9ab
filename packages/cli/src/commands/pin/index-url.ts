import { indexKey, isLoopback, PYPI } from '@custody/pins';
import { CommandError } from '../../exit.ts';

/** An index that a person named. */
export type NamedIndex = {
  /** Host and path: what it is known by, without credentials. */
  readonly key: string;
  /** Where its pages are, with a slash at the end. It may hold a password. */
  readonly base: string;
};

const MOST = 8;

const refuse = (why: string): never => {
  // The address itself is not repeated: it may hold a password.
  throw new CommandError(`--index-url ${why}`);
};

const namedIndex = (text: string): NamedIndex => {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return refuse('takes the https address of an index, such as https://pypi.org/simple');
  if (url.protocol === 'http:' && !isLoopback(text))
    return refuse(
      'takes an https address: what comes by http may be anybody’s (http is for this machine alone)',
    );
  if (url.search !== '' || url.hash !== '') return refuse('takes an address without ? and #');
  const key = indexKey(`${url.protocol}//${url.host}${url.pathname}`);
  // It becomes a folder.
  if (key === undefined || !/^[a-z0-9.-]+(?::\d+)?(?:\/(?!\.{1,2}(?:\/|$))[\w.~+@-]+)*$/i.test(key))
    return refuse('takes an address with a host name and a plain path');
  return { key, base: key === 'pypi.org/simple' ? `${PYPI}/` : `${url.href.replace(/\/+$/, '')}/` };
};

/** The indexes that may be asked, each once. Throws CommandError for what is none. */
export const namedIndexes = (texts: readonly string[]): readonly NamedIndex[] => {
  const found = new Map(texts.map((text) => namedIndex(text)).map((one) => [one.key, one]));
  if (found.size > MOST) return refuse(`may be given at most ${MOST} times`);
  return [...found.values()];
};
