import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { type ReportFlags, reportAliases, reportFlags } from '../../flags.ts';

export const verifyCommand = buildCommand<ReportFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runVerify),
  parameters: {
    flags: reportFlags,
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: { parse: String, brief: 'Wheels that carry SBOMs', placeholder: 'wheel' },
    },
    aliases: reportAliases,
  },
  docs: {
    brief: "Do a wheel's SBOMs and its bytes agree, both ways",
    fullDescription:
      'Every binary is accounted for or declared unknown, every file that is claimed is there with its hash, the root is this release, and no document contradicts another.',
  },
});
