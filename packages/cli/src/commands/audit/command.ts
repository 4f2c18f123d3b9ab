import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../context.ts';
import { bound } from '../bound.ts';
import { dayCount } from '../parsers.ts';
import { FORMATS, type ReportFlags, reportAliases, reportFlags } from '../flags.ts';

/** The renderings of a report, and the documents that say the same to other tools. */
export const AUDIT_FORMATS = [...FORMATS, 'cyclonedx', 'cyclonedx-1.7', 'openvex', 'csaf'] as const;

export type AuditFlags = Omit<ReportFlags, 'format'> & {
  readonly format: (typeof AUDIT_FORMATS)[number];
  readonly db?: string;
  readonly maxAge?: number;
  readonly strict: boolean;
  readonly offline: boolean;
  readonly vex?: readonly string[];
  readonly since?: string;
  readonly pythonVersion?: string;
  readonly platform?: string;
  readonly group?: readonly string[];
  readonly extra?: readonly string[];
  readonly mainOnly: boolean;
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly acceptUnproven: boolean;
  readonly indexUrl?: string;
};

const several = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, variadic: true, optional: true, brief, placeholder }) as const;

const one = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, optional: true, brief, placeholder }) as const;

const parseIndex = (text: string): string => {
  if (!/^https?:\/\/\S+$/.test(text) || !URL.canParse(text))
    throw new SyntaxError('expected an http or https URL');
  return text;
};

export const auditCommand = buildCommand<AuditFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runAudit),
  parameters: {
    flags: {
      ...reportFlags,
      format: { kind: 'enum', values: AUDIT_FORMATS, default: 'text', brief: 'How the report is written' },
      db: one(
        'Directory of the advisory store (default: CUSTODY_DB, else custody/db in your data directory)',
        'DIR',
      ),
      maxAge: {
        kind: 'parsed',
        parse: dayCount,
        optional: true,
        brief: 'Exit 4 where the store was last synced more than so many days ago, or holds nothing so new',
        placeholder: 'DAYS',
      },
      strict: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Exit 3 where any entry could not be audited',
      },
      vex: several('Believe the statements of this VEX document; may be repeated', 'FILE'),
      since: one('An earlier JSON report: say what is new, and why', 'REPORT'),
      pythonVersion: one(
        'Ask markers about this Python alone, 3.12 or 3.12.4 (default: all supported)',
        'X.Y',
      ),
      platform: one('Ask markers about this platform alone: linux, windows, macos/arm64, …', 'NAME'),
      group: several('Of dependency groups only this one; may be repeated (default: all)', 'NAME'),
      extra: several('Of extras only this one; may be repeated (default: all)', 'NAME'),
      mainOnly: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Only what the main dependencies bring: no groups, no extras',
      },
      fix: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Plan the fewest changes that end the flaws, and make them',
      },
      dryRun: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'With --fix: show the plan and the changes as a diff, write nothing',
      },
      acceptUnproven: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'With --fix: make changes too of which it is not known that they fit together',
      },
      indexUrl: {
        kind: 'parsed',
        parse: parseIndex,
        optional: true,
        brief: 'With --fix: ask this package index about other versions, as pip takes it',
        placeholder: 'URL',
      },
      offline: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Make no network connection (always so without --index-url)',
      },
    },
    positional: {
      kind: 'array',
      parameter: {
        parse: String,
        brief: 'Lock, requirements, environment, wheel, sdist, SBOM, or a folder (default: where you stand)',
        placeholder: 'path',
      },
    },
    aliases: reportAliases,
  },
  docs: {
    brief: 'Known vulnerabilities, with every entry accounted for',
    fullDescription: [
      'Holds everything that names Python components against the advisory store: lock files, requirements, environments, wheels and what is bundled in them, SBOMs. Offline; runs, resolves and installs nothing. Each entry ends as audited, inapplicable, or unaudited with the reason. custody db sync makes the store.',
      '',
      'Exit codes: 0 ok, 1 findings, 2 usage, 3 undecided, 4 no usable advisory store.',
    ].join('\n'),
  },
});
