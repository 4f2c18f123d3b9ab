import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';

export type TokenFlags = {
  readonly dir: string;
  readonly email?: string;
  readonly issuer: string;
  readonly claims?: string;
};

export const tokenCommand = buildCommand<TokenFlags, [], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runToken),
  parameters: {
    flags: {
      dir: { kind: 'parsed', parse: String, brief: 'Directory of the authority', placeholder: 'DIR' },
      email: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'A token for this person',
        placeholder: 'ADDRESS',
      },
      issuer: {
        kind: 'parsed',
        parse: String,
        default: 'https://authority.invalid',
        brief: 'Issuer that the certificate will name',
        placeholder: 'URL',
      },
      claims: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'A token with these claims instead (JSON)',
        placeholder: 'FILE',
      },
    },
  },
  docs: { brief: 'Print an identity token that this authority, and nobody else, believes for ten minutes' },
});
