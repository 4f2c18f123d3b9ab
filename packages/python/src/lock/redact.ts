const LONGEST = 2000;

/**
 * A URL without user name and password, without query and fragment where `bare`: tokens stand in all of these, and a document is
 * published. What is no URL is given back shortened. Linear.
 */
export const withoutCredentials = (url: string, bare = false): string => {
  // Locks name some ten thousands of them, and hardly one has anything to leave out.
  if (!url.includes('@') && !(bare && /[?#]/.test(url))) return url.slice(0, LONGEST);
  const text = url.slice(0, LONGEST);
  const scheme = text.indexOf('://');
  const start = scheme === -1 ? 0 : scheme + 3;
  const slash = text.slice(start).search(/[/?#]/);
  const end = slash === -1 ? text.length : start + slash;
  const at = text.lastIndexOf('@', end - 1);
  const host = scheme !== -1 && at >= start ? text.slice(at + 1, end) : text.slice(start, end);
  const rest = text.slice(end);
  const cut = rest.search(/[?#]/);
  return `${text.slice(0, start)}${host}${bare && cut !== -1 ? rest.slice(0, cut) : rest}`;
};

/** Whether a URL names a place on the machine that wrote it: that is nobody's business. */
export const isLocalUrl = (url: string): boolean => /^(?:[a-z+]{1,12}\+)?file:/i.test(url);

/** Whether a reference may be written into a document: an absolute URL in ASCII without blanks. */
export const isPlainUrl = (url: string): boolean =>
  url.length <= LONGEST && /^[a-z][a-z0-9+.-]{0,20}:\/\/[!-~]+$/i.test(url) && !isLocalUrl(url);
