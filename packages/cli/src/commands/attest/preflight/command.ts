import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { type ServiceFlags, serviceFlags } from '../flags.ts';

export type PreflightFlags = ServiceFlags & {
  readonly repository?: string;
  readonly workflow?: string;
  readonly environment?: string;
  readonly format: 'text' | 'json';
};

const text = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, optional: true, brief, placeholder }) as const;

export const preflightCommand = buildCommand<PreflightFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runPreflight),
  parameters: {
    flags: {
      ...serviceFlags,
      repository: text('Repository of the trusted publisher, as the index has it', 'OWNER/NAME'),
      workflow: text("The trusted publisher's workflow", 'NAME'),
      environment: text("The trusted publisher's environment", 'NAME'),
      format: { kind: 'enum', values: ['text', 'json'], default: 'text', brief: 'How the answer is written' },
    },
    positional: {
      kind: 'array',
      parameter: { parse: String, brief: 'Files that are to be attested', placeholder: 'file' },
    },
  },
  docs: { brief: 'Say what a package index will refuse, before anything is signed or uploaded' },
});
