import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { type DbFlags, dbFlags } from '../flags.ts';

export type StatusFlags = DbFlags & { readonly maxAge?: number };

/** Whole days; anything else is a usage error. */
const parseDays = (text: string): number => {
  if (!/^\d{1,5}$/.test(text))
    throw new SyntaxError(`expected a number of days, got ${JSON.stringify(text)}`);
  return Number(text);
};

export const statusCommand = buildCommand<StatusFlags, [], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runStatus),
  parameters: {
    flags: {
      ...dbFlags,
      maxAge: {
        kind: 'parsed',
        parse: parseDays,
        optional: true,
        brief: 'Exit 4 where the store was last synced more than so many days ago, or holds nothing so new',
        placeholder: 'DAYS',
      },
    },
    aliases: { f: 'format' },
  },
  docs: { brief: 'What is in the advisory store, how old it is, and its digest' },
});
