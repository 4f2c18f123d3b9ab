import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { type DbFlags, dbFlags } from '../flags.ts';

export const verifyCommand = buildCommand<DbFlags, [], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runVerify),
  parameters: { flags: dbFlags, aliases: { f: 'format' } },
  docs: { brief: 'Read the whole advisory store again against its digest; exit 4 where it is damaged' },
});
