import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { quietFlag } from '../../flags.ts';

export type DiffFlags = { readonly format: 'text' | 'json'; readonly quiet: boolean };

export const diffCommand = buildCommand<DiffFlags, [string, string], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runDiff),
  parameters: {
    flags: {
      format: {
        kind: 'enum',
        values: ['text', 'json'],
        default: 'text',
        brief: 'How the difference is written',
      },
      quiet: quietFlag('Exit code only'),
    },
    positional: {
      kind: 'tuple',
      parameters: [
        { parse: String, brief: 'The SBOM before', placeholder: 'before' },
        { parse: String, brief: 'The SBOM after', placeholder: 'after' },
      ],
    },
    aliases: { f: 'format', q: 'quiet' },
  },
  docs: {
    brief: 'What changed in meaning; exit 1 if anything did',
    fullDescription:
      'Compares components, hashes, licences, dependencies and metadata. Order, references, serial numbers and timestamps do not count.',
  },
});
