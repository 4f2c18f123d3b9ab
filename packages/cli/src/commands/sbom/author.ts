import { CommandError } from '../../exit.ts';

/** Reads "Name <address>" or an address alone. */
export const parseAuthor = (text: string): { readonly name?: string; readonly email?: string } => {
  const [, name = '', email = ''] = /^\s*([^<>@]*?)\s*<\s*([^\s<>@]+@[^\s<>@]+)\s*>\s*$/.exec(text) ?? [];
  if (email !== '') return name === '' ? { email } : { name, email };
  if (/^[^\s<>@]+@[^\s<>@]+$/.test(text)) return { email: text };
  throw new CommandError(`--author: expected "Name <address>" or an address, got ${JSON.stringify(text)}`);
};
