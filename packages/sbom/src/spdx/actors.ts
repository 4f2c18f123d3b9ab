import type { Contact, Organization, Tool } from '../bill/types.ts';
import { compact } from '../compact/compact.ts';

/** Who an SPDX actor field names (SPDX 2.3, clause 6.8): `Person: name (email)`, `Organization: name (email)` or `Tool: name-version`. */
export type Actor =
  | { readonly kind: 'person'; readonly contact: Contact }
  | { readonly kind: 'organization'; readonly organization: Organization }
  | { readonly kind: 'tool'; readonly tool: Tool };

const splitEmail = (text: string): Contact => {
  const open = text.lastIndexOf('(');
  if (open < 0 || !text.endsWith(')')) return { name: text };
  const email = text.slice(open + 1, -1).trim();
  return compact({ name: text.slice(0, open).trim() || undefined, email: email || undefined });
};

const readTool = (text: string): Tool => {
  // The version begins after the last hyphen that a digit follows.
  for (let at = text.length - 2; at > 0; at -= 1) {
    const next = text.charCodeAt(at + 1);
    if (text[at] === '-' && next >= 0x30 && next <= 0x39)
      return { name: text.slice(0, at), version: text.slice(at + 1) };
  }
  return { name: text };
};

export const readActor = (field: string | undefined): Actor | undefined => {
  const mark = field?.indexOf(':') ?? -1;
  if (field === undefined || mark < 0) return undefined;
  const text = field.slice(mark + 1).trim();
  if (text === '') return undefined;
  switch (field.slice(0, mark).trim().toLowerCase()) {
    case 'person':
      return { kind: 'person', contact: splitEmail(text) };
    case 'organization': {
      const { name, email } = splitEmail(text);
      return {
        kind: 'organization',
        organization: compact({ name, contacts: email === undefined ? undefined : [{ email }] }),
      };
    }
    case 'tool':
      return { kind: 'tool', tool: readTool(text) };
    default:
      return undefined;
  }
};

const withEmail = (name: string | undefined, email: string | undefined): string => {
  const shown = name ?? email ?? 'anonymous';
  return email === undefined ? shown : `${shown} (${email})`;
};

export const writePerson = (contact: Contact): string => `Person: ${withEmail(contact.name, contact.email)}`;

export const writeOrganization = (organization: Organization): string =>
  `Organization: ${withEmail(
    organization.name ?? organization.urls?.[0],
    organization.contacts?.find((contact) => contact.email !== undefined)?.email,
  )}`;

export const writeTool = (tool: Tool): string =>
  `Tool: ${tool.version === undefined ? tool.name : `${tool.name}-${tool.version}`}`;
