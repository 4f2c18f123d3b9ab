import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { outputFlag, quietFlag, specVersionFlag } from '../../flags.ts';
import { documentFlags } from '../document-flags.ts';

export type GenerateFlags = {
  readonly specVersion: string;
  readonly output?: string;
  readonly commit?: string;
  readonly author?: string;
  readonly files: boolean;
  readonly check?: string;
  readonly quiet: boolean;
};

export const generateCommand = buildCommand<GenerateFlags, [string], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runGenerate),
  parameters: {
    flags: {
      specVersion: specVersionFlag,
      output: outputFlag('document'),
      ...documentFlags,
      check: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Compare with this document instead of writing one; exit 1 where it is stale',
        placeholder: 'FILE',
      },
      quiet: quietFlag('No notes, no progress'),
    },
    positional: { kind: 'tuple', parameters: [{ parse: String, brief: 'The wheel', placeholder: 'path' }] },
    aliases: { o: 'output', q: 'quiet' },
  },
  docs: {
    brief: 'Say what is in an artifact, with the evidence for it',
    fullDescription:
      'The same input gives the same bytes; SOURCE_DATE_EPOCH sets the timestamp. What is not known is stated as unknown in the document.',
  },
});
