import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { quietFlag } from '../../flags.ts';

export type ExtractFlags = { readonly to?: string; readonly quiet: boolean };

export const extractCommand = buildCommand<ExtractFlags, [string], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runExtract),
  parameters: {
    flags: {
      to: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Write the documents into this folder; nothing there is overwritten',
        placeholder: 'DIR',
      },
      quiet: quietFlag('No list'),
    },
    positional: { kind: 'tuple', parameters: [{ parse: String, brief: 'The wheel', placeholder: 'wheel' }] },
    aliases: { q: 'quiet' },
  },
  docs: {
    brief: 'List the SBOMs that a wheel carries, or write them out',
    fullDescription: 'Exit 1 where the wheel carries none, or where one was not written.',
  },
});
