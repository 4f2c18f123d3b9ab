import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { dbFlags } from '../flags.ts';

export type PopularFlags = { readonly db?: string };

export const popularCommand = buildCommand<PopularFlags, [string], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runPopular),
  parameters: {
    flags: { db: dbFlags.db },
    positional: {
      kind: 'tuple',
      parameters: [
        {
          parse: String,
          brief:
            'Names, most popular first: one per line, a JSON array, or the form of top-pypi-packages; also .gz',
          placeholder: 'file',
        },
      ],
    },
  },
  docs: {
    brief: 'Keep a list of popular projects, with which custody pin compares names',
    fullDescription:
      'The list is checked and kept beside the advisory store. Without one, custody pin compares names with a short list that it brings along.',
  },
});
