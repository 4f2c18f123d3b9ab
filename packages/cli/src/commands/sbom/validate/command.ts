import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { FORMATS, PROFILES, THRESHOLDS } from '../../flags.ts';

export type ValidateFlags = {
  readonly profile?: readonly (typeof PROFILES)[number][];
  readonly format: (typeof FORMATS)[number];
  readonly output?: string;
  readonly failOn?: (typeof THRESHOLDS)[number];
  readonly policy?: string;
  readonly quiet: boolean;
};

export const validateCommand = buildCommand<ValidateFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runValidate),
  parameters: {
    flags: {
      profile: {
        kind: 'enum',
        values: PROFILES,
        variadic: true,
        optional: true,
        brief: 'Also ask for what this profile requires; may be repeated',
      },
      format: { kind: 'enum', values: FORMATS, default: 'text', brief: 'How the report is written' },
      output: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Write the report to this file',
        placeholder: 'FILE',
      },
      failOn: {
        kind: 'enum',
        values: THRESHOLDS,
        optional: true,
        brief: 'Exit 1 from this severity on (policy, else medium)',
      },
      policy: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Policy to apply (default: custody.toml where you stand)',
        placeholder: 'FILE',
      },
      quiet: { kind: 'boolean', default: false, withNegated: false, brief: 'Verdict only' },
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        parse: String,
        brief: 'SBOM, or wheel whose embedded SBOMs are meant',
        placeholder: 'file',
      },
    },
    aliases: { o: 'output', q: 'quiet', f: 'format' },
  },
  docs: { brief: 'Is the document valid: official schema, PEP 770, profiles' },
});
