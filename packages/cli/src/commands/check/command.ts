import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../context.ts';
import { bound } from '../bound.ts';
import { type ReportFlags, reportAliases, reportFlags } from '../flags.ts';
import { wholeNumber } from '../parsers.ts';

export type CheckFlags = ReportFlags & {
  readonly rule?: readonly string[];
  readonly explain?: string;
  readonly listRules: boolean;
  readonly jobs?: number;
  readonly failFast: boolean;
  readonly offline: boolean;
  readonly db?: string;
  readonly trustRoot?: string;
  readonly key?: readonly string[];
  readonly keyring?: string;
};

export const checkCommand = buildCommand<CheckFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runCheck),
  parameters: {
    flags: {
      ...reportFlags,
      rule: {
        kind: 'parsed',
        parse: String,
        variadic: true,
        optional: true,
        brief: 'Judge only this rule or family (zip/*); may be repeated',
        placeholder: 'RULE',
      },
      explain: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Explain one rule and stop',
        placeholder: 'RULE',
      },
      listRules: { kind: 'boolean', default: false, withNegated: false, brief: 'List every rule and stop' },
      jobs: {
        kind: 'parsed',
        parse: wholeNumber,
        optional: true,
        brief: 'How many artifacts to examine at a time (default: one per core)',
        placeholder: 'N',
      },
      failFast: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Examine nothing further after the first finding that fails the run; what is left is unknown',
      },
      db: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          'Directory of the advisory store (default: CUSTODY_DB, else custody/db in your data directory)',
        placeholder: 'DIR',
      },
      trustRoot: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Trusted root for evidence beside artifacts: a file, public-good (the default), or staging',
        placeholder: 'ROOT',
      },
      key: {
        kind: 'parsed',
        parse: String,
        variadic: true,
        optional: true,
        brief: 'Public key (PEM) that evidence without a certificate may be signed with; may be repeated',
        placeholder: 'FILE',
      },
      keyring: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'OpenPGP keys that .asc and .sig files may be made with',
        placeholder: 'FILE',
      },
      offline: {
        kind: 'boolean',
        default: true,
        withNegated: false,
        brief: 'Make no network connection (always so for this command)',
      },
    },
    positional: {
      kind: 'array',
      parameter: {
        parse: String,
        brief: 'Wheel, sdist, SBOM, or a folder of them (default: where you stand)',
        placeholder: 'path',
      },
    },
    aliases: { ...reportAliases, j: 'jobs' },
  },
  docs: {
    brief: 'Is it sound, what is in it, what to do',
    fullDescription:
      'Examines wheels, sdists, SBOMs and source trees against the rules of the standards and of PyPI, without executing or extracting anything. Exit codes: 0 ok, 1 findings, 2 usage, 3 undecided.',
  },
});
