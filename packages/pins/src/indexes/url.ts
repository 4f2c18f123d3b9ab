import { withoutCredentials } from '@custody/python';

/** The index that installers ask where nothing else is said. */
export const PYPI = 'https://pypi.org/simple';

/** What one index is known by: host and path, without scheme, credentials, query and a slash at the end. `undefined` where it is no address. */
export const indexKey = (url: string): string | undefined => {
  const match = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(withoutCredentials(url, true));
  if (match === null) return undefined;
  const [, host = '', path = ''] = match;
  const plain = host.toLowerCase().replace(/:(?:443|80)$/, '');
  const key = `${plain}${path.replace(/\/{1,100}$/, '')}`;
  // PyPI's old address, and the one without its path.
  return /^(?:pypi\.python\.org\/simple|pypi\.org\/pypi|pypi\.org)$/.test(key) ? 'pypi.org/simple' : key;
};

/** An index for a message. */
export const shownIndex = (url: string): string => {
  // What is only known when it runs stands as it was written.
  const key = url.includes('$') ? undefined : indexKey(url);
  return key === 'pypi.org/simple' ? 'PyPI' : (key ?? withoutCredentials(url, true)).slice(0, 200);
};

const hostOf = (url: string): string =>
  /^https?:\/\/([^/?#:]+|\[[^\]]*\])/i.exec(withoutCredentials(url))?.[1] ?? '';

/** An address of the machine itself or of a network that is not the internet: nobody stands between without being there already. */
export const isLocalHost = (url: string): boolean =>
  /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0|host\.docker\.internal|[a-z0-9-]+)$/i.test(
    hostOf(url),
  );

/** The machine itself. */
export const isLoopback = (url: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+)$/i.test(hostOf(url));

/** Indexes where everybody may upload. */
export const isOpen = (index: string): boolean => /^(?:test\.)?pypi\.org\//.test(indexKey(index) ?? '');

/** Indexes that anyone may read and that well-known projects run: a second index, but not one of unknown hands. */
export const isWellKnown = (url: string): boolean =>
  /^(?:test\.)?pypi\.org$|^download\.pytorch\.org$|^(?:www\.)?piwheels\.org$|^pypi\.(?:nvidia|ngc\.nvidia)\.com$|^pypi\.anaconda\.org$|^wheels\.vllm\.ai$|^aiinfra\.pkgs\.visualstudio\.com$|^data\.pyg\.org$|^storage\.googleapis\.com$/i.test(
    hostOf(url),
  );

/** Hosts that are known to answer by https. */
export const answersHttps = (url: string): boolean =>
  /^(?:pypi\.org|test\.pypi\.org|pypi\.python\.org|files\.pythonhosted\.org|download\.pytorch\.org|www\.piwheels\.org|pypi\.nvidia\.com|pypi\.anaconda\.org|mirrors\.aliyun\.com|pypi\.tuna\.tsinghua\.edu\.cn|github\.com|raw\.githubusercontent\.com)$/i.test(
    hostOf(url),
  );

/** Indexes that are configured beside public ones: whose names are not everybody's. */
export const isPrivate = (index: string): boolean => index !== PYPI && !isOpen(index) && !isWellKnown(index);
