import { quote } from '../../problem/quote.ts';
import type { Check } from './types.ts';

const MOST_ADDRESSES = 1000;
/** RFC 5321 4.5.3.1, and names that are reserved from public use (RFC 6761, RFC 6762, RFC 7686). */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 253;
const RESERVED: ReadonlySet<string> = new Set(['arpa', 'invalid', 'local', 'localhost', 'onion', 'test']);

// ASCII first: tables of Unicode take a millisecond to build, and most runs never need them.
const isAtom = (text: string): boolean =>
  /^[\w!#$%&'*+\-/=?^`{|}~]+$/.test(text) || /^[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]+$/u.test(text);
const isLabel = (text: string): boolean =>
  /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(text) ||
  /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u.test(text);

/** Whether an address is one that mail can be sent to, as far as its text says. RFC 5322 3.4.1, RFC 6531. */
export const isEmail = (address: string): boolean => {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = address.slice(at + 1);
  if (local === '' || local.length > LONGEST_LOCAL || domain.length > LONGEST_DOMAIN) return false;
  if (!local.split('.').every(isAtom)) return false;
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || RESERVED.has(last.toLowerCase()) || /^[0-9]+$/.test(last)) return false;
  return labels.every((label) => label.length <= 63 && isLabel(label));
};

/** The addresses of an RFC 5322 address list, without display names; commas inside quotes, comments and angles do not part them. */
export const addressesOf = (value: string): readonly string[] => {
  const found: string[] = [];
  let plain = '';
  let angle: string | undefined;
  let inAngle = false;
  const close = (): void => {
    const address = (angle ?? plain).replace(/\s+/g, angle === undefined ? ' ' : '').trim();
    if (address !== '' || angle !== undefined) found.push(address);
    plain = '';
    angle = undefined;
    inAngle = false;
  };
  for (let at = 0; at < value.length && found.length < MOST_ADDRESSES; at += 1) {
    const character = value.charAt(at);
    if (character === '"') {
      let end = at + 1;
      while (end < value.length && value[end] !== '"') end += value[end] === '\\' ? 2 : 1;
      at = end;
    } else if (character === '<') {
      inAngle = true;
      angle = '';
    } else if (character === '>') inAngle = false;
    else if (character === ',' && !inAngle) close();
    else if (inAngle) angle = (angle ?? '') + character;
    else plain += character;
  }
  close();
  return found;
};

/** Author-email and Maintainer-email hold addresses. PyPI looks at the first of each. */
export const checkEmails: Check = ({ index, say }) => {
  for (const name of ['Author-email', 'Maintainer-email']) {
    const field = index.get(name)?.[0];
    if (field === undefined || field.value === '') continue;
    addressesOf(field.value).forEach((address, i) => {
      if (!isEmail(address))
        say(
          i === 0 ? 'email' : 'email-further',
          `${name} holds ${quote(address)}, which is no e-mail address.`,
          field,
        );
    });
  }
};
