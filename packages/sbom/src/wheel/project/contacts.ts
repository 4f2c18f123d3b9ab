import type { CoreMetadata } from '@custody/python';
import type { Contact, Organization } from '../../bill/types.ts';
import { compact, filled } from '../../compact/compact.ts';

const LONGEST = 4096;
const MOST = 64;

/** Splits at commas outside quotes: `"Doe, J" <a@b.example>, c@d.example` are two. */
const splitAddresses = (text: string): readonly string[] => {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length && parts.length < MOST; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};

const readAddress = (text: string): Contact => {
  const open = text.lastIndexOf('<');
  if (open !== -1 && text.endsWith('>')) {
    const name = text
      .slice(0, open)
      .trim()
      .replace(/^"([^"]*)"$/, '$1');
    return compact({ name: name === '' ? undefined : name, email: text.slice(open + 1, -1).trim() });
  }
  return text.includes('@') ? { email: text } : { name: text };
};

const fromFields = (name: string | undefined, email: string | undefined): readonly Contact[] => {
  const addresses = email === undefined ? [] : splitAddresses(email.slice(0, LONGEST)).map(readAddress);
  const named = name?.trim();
  if (named === undefined || named === '' || named === 'UNKNOWN') return addresses;
  const [only] = addresses;
  // One name beside one bare address is one person or team.
  if (addresses.length === 1 && only !== undefined && only.name === undefined)
    return [{ name: named, ...only }];
  return [{ name: named }, ...addresses.filter((address) => address.name !== named)];
};

/** Who wrote it: Author and Author-email (core metadata). */
export const authorsOf = (metadata: CoreMetadata): readonly Contact[] =>
  fromFields(metadata.author, metadata.authorEmail);

/**
 * Who supplies it, as far as METADATA tells: its maintainers, else its authors. An index says nothing of who really uploaded it.
 * A supplier has a name; where only an address is known, that is the name.
 */
export const supplierOf = (
  metadata: CoreMetadata,
  urls: readonly string[] = [],
): Organization | undefined => {
  const maintainers = fromFields(metadata.maintainer, metadata.maintainerEmail);
  const contacts = maintainers.length > 0 ? maintainers : authorsOf(metadata);
  const name = contacts.map((contact) => contact.name ?? contact.email).find((text) => text !== undefined);
  return name === undefined ? undefined : compact({ name, urls: filled(urls), contacts });
};
