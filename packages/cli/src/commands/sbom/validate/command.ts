import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { PROFILES, type ReportFlags, reportAliases, reportFlags } from '../../flags.ts';

export type ValidateFlags = ReportFlags & { readonly profile?: readonly (typeof PROFILES)[number][] };

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
      ...reportFlags,
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        parse: String,
        brief: 'SBOM (- for standard input), or wheel whose embedded SBOMs are meant',
        placeholder: 'file',
      },
    },
    aliases: reportAliases,
  },
  docs: { brief: 'Is the document valid: official schema, PEP 770, profiles' },
});
