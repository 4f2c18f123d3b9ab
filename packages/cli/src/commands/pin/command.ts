import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../context.ts';
import { bound } from '../bound.ts';
import { type ReportFlags, reportAliases, reportFlags } from '../flags.ts';

export type PinFlags = ReportFlags & {
  readonly rule?: readonly string[];
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly unsafeFixes: boolean;
  readonly online: boolean;
  readonly resolutions?: string;
  readonly db?: string;
  readonly indexData?: string;
  readonly indexUrl?: readonly string[];
  readonly popular?: string;
  readonly writePolicy: boolean;
  readonly checkPolicy: boolean;
  readonly document?: string;
};

const yes = (brief: string) => ({ kind: 'boolean', default: false, withNegated: false, brief }) as const;

export const pinCommand = buildCommand<PinFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runPin),
  parameters: {
    flags: {
      ...reportFlags,
      rule: {
        kind: 'parsed',
        parse: String,
        variadic: true,
        optional: true,
        brief: 'Judge only this rule or family (pin/*); may be repeated',
        placeholder: 'RULE',
      },
      fix: yes('Mend what can be mended without a person’s eye'),
      dryRun: yes('With --fix or --write-policy: show the changes as a diff, write nothing'),
      unsafeFixes: yes(
        'With --fix: also make the mends that a person should look at, such as image digests and texts handed over in env',
      ),
      online: yes(
        'Ask the repositories of actions what their tags stand for (git ls-remote), and remember it',
      ),
      resolutions: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          'What tags stood for when last asked (default: custody/resolutions.json in your data directory)',
        placeholder: 'FILE',
      },
      indexData: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          'Answers of indexes, as <host>/<path>/<name>.json: whose names are whose, which hashes a version has',
        placeholder: 'DIR',
      },
      indexUrl: {
        kind: 'parsed',
        parse: String,
        variadic: true,
        optional: true,
        brief:
          'Ask this package index, as pip takes it, for the names that an install would ask it for; may be repeated',
        placeholder: 'URL',
      },
      db: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          'Directory of the advisory store (default: CUSTODY_DB, else custody/db in your data directory)',
        placeholder: 'DIR',
      },
      popular: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          'Names of popular projects, most popular first, to compare names with (default: those of custody db popular, else a short list)',
        placeholder: 'FILE',
      },
      writePolicy: yes(
        'Draft SUPPLY_CHAIN.md, or bring its block up to date: what is leaned on, pinned to what, verified by what',
      ),
      checkPolicy: yes('Judge only where SUPPLY_CHAIN.md and the repository disagree'),
      document: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Another name for SUPPLY_CHAIN.md, below the root of the repository',
        placeholder: 'FILE',
      },
    },
    positional: {
      kind: 'array',
      parameter: {
        parse: String,
        brief: 'Root of a checked out repository (default: where you stand)',
        placeholder: 'path',
      },
    },
    aliases: reportAliases,
  },
  docs: {
    brief: 'What the build leans on: workflows, actions, images, tools',
    fullDescription: [
      'Judges what builds and releases of a repository trust without saying so. Nothing in the repository is executed, and no configuration in it is obeyed. Offline unless --online or --index-url: what only GitHub, or only an index, knows then stays unknown.',
      '',
      'Exit codes: 0 ok, 1 findings, 2 usage, 3 undecided, 4 a source is unusable.',
    ].join('\n'),
  },
});
