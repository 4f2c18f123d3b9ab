import { quote } from '../../problem/quote.ts';
import type { Check } from './types.ts';

const LONGEST_LABEL = 32;
// RFC 3986: scheme, then authority, path and query; the fragment is free of rules that PyPI would look at.
const URL_SHAPE = /^https?:(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#.*)?$/is;
const PATH = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*$/;
const QUERY = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/;
const AUTHORITY =
  /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:%]*@)?(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9\-._~!$&'()*+,;=%]*)(?::[0-9]{0,5})?$/;

/** Whether a text is an http or https URI of RFC 3986. */
export const isWebUrl = (text: string): boolean => {
  const found = URL_SHAPE.exec(text);
  if (found === null) return false;
  const [, authority = '', path = '', query = ''] = found;
  return AUTHORITY.test(authority) && PATH.test(path) && QUERY.test(query);
};

/** Project-URL has a label and a URL; Home-page and Download-URL are URLs. */
export const checkUrls: Check = ({ index, metadata, say }) => {
  for (const name of ['Home-page', 'Download-URL']) {
    const field = index.get(name)?.[0];
    if (field !== undefined && field.value !== '' && !isWebUrl(field.value))
      say('url', `${name} ${quote(field.value)} is not an http or https URL.`, field);
  }
  const seen = new Set<string>();
  for (const { label, url, line } of metadata.projectUrls) {
    const at = { name: 'Project-URL', line };
    if (label === '') say('project-url-label', 'Project-URL has no label.', at);
    else if (Array.from(label.slice(0, 2 * LONGEST_LABEL + 2)).length > LONGEST_LABEL)
      say(
        'project-url-label',
        `The label ${quote(label)} of Project-URL has more than ${LONGEST_LABEL} characters.`,
        at,
      );
    if (!isWebUrl(url))
      say('url', `Project-URL ${quote(label)} has ${quote(url)}, which is not an http or https URL.`, at);
    if (seen.has(label))
      say('project-url-duplicate', `The label ${quote(label)} of Project-URL is used twice.`, at);
    seen.add(label);
  }
};
