import { readHashes } from '../bill/hashes.ts';
import type {
  Acknowledgement,
  Contact,
  ExternalReference,
  License,
  Organization,
  Property,
  Tool,
} from '../bill/types.ts';
import { compact, filled, gather, isDefined } from '../compact/compact.ts';
import type { Json } from '../json/types.ts';
import { isArray, isObject, listOf, member, objectOf, textOf } from '../json/value.ts';

export const readContact = (value: Json | undefined): Contact | undefined => {
  const contact = compact({ name: textOf(value, 'name'), email: textOf(value, 'email') });
  return Object.keys(contact).length === 0 ? undefined : contact;
};

export const readContacts = (list: readonly Json[]): readonly Contact[] => gather(list, readContact);

export const readOrganization = (value: Json | undefined): Organization | undefined => {
  if (!isObject(value)) return undefined;
  const urls = listOf(value, 'url').filter((item): item is string => typeof item === 'string');
  const organization = compact({
    name: textOf(value, 'name'),
    urls: filled(urls),
    contacts: filled(readContacts(listOf(value, 'contact'))),
  });
  return Object.keys(organization).length === 0 ? undefined : organization;
};

const readAcknowledgement = (value: Json | undefined): Acknowledgement | undefined => {
  const word = textOf(value, 'acknowledgement');
  return word === 'declared' || word === 'concluded' ? word : undefined;
};

const readLicense = (item: Json): License | undefined => {
  const expression = textOf(item, 'expression');
  if (expression !== undefined)
    return compact({ kind: 'expression' as const, expression, acknowledgement: readAcknowledgement(item) });
  const license = objectOf(item, 'license');
  const id = textOf(license, 'id');
  const acknowledgement = readAcknowledgement(license);
  if (id !== undefined) return compact({ kind: 'id' as const, id, acknowledgement });
  const name = textOf(license, 'name');
  if (name === undefined) return undefined;
  const text = objectOf(license, 'text');
  return compact({
    kind: 'name' as const,
    name,
    text: textOf(text, 'encoding') === undefined ? textOf(text, 'content') : undefined,
    url: textOf(license, 'url'),
    acknowledgement,
  });
};

export const readLicenses = (list: readonly Json[]): readonly License[] => gather(list, readLicense);

export const readProperties = (list: readonly Json[]): readonly Property[] =>
  gather(list, (item) => {
    const name = textOf(item, 'name');
    return name === undefined ? undefined : { name, value: textOf(item, 'value') ?? '' };
  });

export const readExternalReferences = (list: readonly Json[]): readonly ExternalReference[] =>
  gather(list, (item) => {
    const type = textOf(item, 'type');
    const url = textOf(item, 'url');
    return type === undefined || url === undefined
      ? undefined
      : compact({
          type,
          url,
          comment: textOf(item, 'comment'),
          hashes: filled(readHashes(member(item, 'hashes'))),
        });
  });

const readTool = (item: Json): Tool | undefined => {
  const name = textOf(item, 'name');
  if (name === undefined) return undefined;
  const maker = objectOf(item, 'supplier') ?? objectOf(item, 'manufacturer');
  return compact({
    name,
    vendor:
      textOf(item, 'vendor') ?? textOf(maker, 'name') ?? textOf(item, 'publisher') ?? textOf(item, 'group'),
    version: textOf(item, 'version'),
    purl: textOf(item, 'purl'),
    hashes: filled(readHashes(member(item, 'hashes'))),
  });
};

/** `tools` is a list of tools up to 1.4, and since 1.5 also an object of components and services. */
export const readTools = (tools: Json | undefined): readonly Tool[] =>
  (isArray(tools) ? tools : [...listOf(tools, 'components'), ...listOf(tools, 'services')])
    .map(readTool)
    .filter(isDefined);
