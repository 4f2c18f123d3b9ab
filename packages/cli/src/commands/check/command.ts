import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../context.ts';
import { bound } from '../bound.ts';
import { FORMATS, THRESHOLDS } from '../flags.ts';
import { wholeNumber } from '../parsers.ts';

export type CheckFlags = {
  readonly format: (typeof FORMATS)[number];
  readonly output?: string;
  readonly failOn?: (typeof THRESHOLDS)[number];
  readonly rule?: readonly string[];
  readonly explain?: string;
  readonly listRules: boolean;
  readonly policy?: string;
  readonly jobs?: number;
  readonly quiet: boolean;
  readonly offline: boolean;
};

export const checkCommand = buildCommand<CheckFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runCheck),
  parameters: {
    flags: {
      format: { kind: 'enum', values: FORMATS, default: 'text', brief: 'How the report is written' },
      output: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Write the report to this file instead of standard output',
        placeholder: 'FILE',
      },
      failOn: {
        kind: 'enum',
        values: THRESHOLDS,
        optional: true,
        brief: 'Exit 1 from this severity on (policy, else medium)',
      },
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
      policy: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Policy to apply (default: custody.toml where you stand, if there is one)',
        placeholder: 'FILE',
      },
      jobs: {
        kind: 'parsed',
        parse: wholeNumber,
        optional: true,
        brief: 'How many artifacts to examine at a time (default: one per core)',
        placeholder: 'N',
      },
      quiet: { kind: 'boolean', default: false, withNegated: false, brief: 'Verdict only, no progress' },
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
    aliases: { o: 'output', q: 'quiet', f: 'format', j: 'jobs' },
  },
  docs: {
    brief: 'Is it sound, what is in it, what to do',
    fullDescription:
      'Examines wheels, sdists, SBOMs and source trees against the rules of the standards and of PyPI, without executing or extracting anything. Exit codes: 0 ok, 1 findings, 2 usage, 3 undecided.',
  },
});
