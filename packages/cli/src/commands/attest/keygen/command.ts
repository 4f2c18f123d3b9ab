import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { passphraseFlag } from '../flags.ts';

export type KeygenFlags = { readonly kind: 'ed25519' | 'p256'; readonly passphraseFile?: string };

export const keygenCommand = buildCommand<KeygenFlags, [string], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runKeygen),
  parameters: {
    flags: {
      kind: { kind: 'enum', values: ['ed25519', 'p256'], default: 'ed25519', brief: 'Kind of key' },
      passphraseFile: passphraseFlag,
    },
    positional: {
      kind: 'tuple',
      parameters: [
        { parse: String, brief: 'The new key file; its public half gets .pub', placeholder: 'FILE' },
      ],
    },
  },
  docs: { brief: 'Make a key to sign with, encrypted on disk' },
});
