import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { outputFlag, quietFlag } from '../../flags.ts';

export type ConvertFlags = { readonly to: string; readonly output?: string; readonly quiet: boolean };

export const convertCommand = buildCommand<ConvertFlags, [string], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runConvert),
  parameters: {
    flags: {
      to: {
        kind: 'parsed',
        parse: String,
        brief: 'cyclonedx-1.4 to cyclonedx-1.7, or spdx-2.3',
        placeholder: 'STANDARD',
      },
      output: outputFlag('document'),
      quiet: quietFlag('Do not list what is lost'),
    },
    positional: { kind: 'tuple', parameters: [{ parse: String, brief: 'The SBOM', placeholder: 'file' }] },
    aliases: { o: 'output', q: 'quiet' },
  },
  docs: {
    brief: 'Another version or standard; what gets lost is listed',
    fullDescription:
      'The result is valid against the official schema of the target. Losses are listed on standard error.',
  },
});
