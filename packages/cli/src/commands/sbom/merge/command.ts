import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { outputFlag, quietFlag, specVersionFlag } from '../../flags.ts';

export type MergeFlags = { readonly specVersion: string; readonly output?: string; readonly quiet: boolean };

export const mergeCommand = buildCommand<MergeFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runMerge),
  parameters: {
    flags: {
      specVersion: specVersionFlag,
      output: outputFlag('document'),
      quiet: quietFlag('Do not list conflicts'),
    },
    positional: {
      kind: 'array',
      minimum: 2,
      parameter: {
        parse: String,
        brief: 'SBOMs of the same artifact; where they disagree, the first one counts',
        placeholder: 'file',
      },
    },
    aliases: { o: 'output', q: 'quiet' },
  },
  docs: {
    brief: 'One document of several, no duplicates, conflicts reported',
    fullDescription:
      'Exit 1 where the documents say different things of the same component; the result is written all the same.',
  },
});
