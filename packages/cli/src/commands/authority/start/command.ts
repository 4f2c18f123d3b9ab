import { buildCommand, numberParser } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';

export type StartFlags = {
  readonly dir: string;
  readonly port: number;
  readonly name: string;
  readonly host: string;
};

export const startCommand = buildCommand<StartFlags, [], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runStart),
  parameters: {
    flags: {
      dir: {
        kind: 'parsed',
        parse: String,
        brief: 'Where the authority lives; made where it is not there',
        placeholder: 'DIR',
      },
      port: {
        kind: 'parsed',
        parse: numberParser,
        default: '4711',
        brief: 'Port of a new authority; fixed from then on',
        placeholder: 'PORT',
      },
      name: {
        kind: 'parsed',
        parse: String,
        default: 'custody authority',
        brief: 'Name of a new authority, in its certificates',
        placeholder: 'NAME',
      },
      host: {
        kind: 'parsed',
        parse: String,
        default: '127.0.0.1',
        brief: 'Address of a new authority; loopback unless you say so',
        placeholder: 'HOST',
      },
    },
  },
  docs: {
    brief:
      'Run a certificate authority, transparency logs, a timestamp authority and a TUF repository of your own',
    fullDescription:
      'Standard Sigstore clients sign with it and verify against it. The directory then holds authority.json (every private key: keep it), trusted_root.json and signing_config.json (for clients), and the logs.',
  },
});
