/** The ways a report can be written. */
export const FORMATS = ['text', 'json', 'sarif', 'markdown', 'github', 'html'] as const;

/** The severities at which a run can be told to fail. */
export const THRESHOLDS = ['low', 'medium', 'high', 'critical', 'never'] as const;

/** The profiles that a document can be held against. */
export const PROFILES = ['ntia', 'cisa-2025', 'bsi-2.1'] as const;

/** What every command that ends in a report takes. */
export type ReportFlags = {
  readonly format: (typeof FORMATS)[number];
  readonly output?: string;
  readonly failOn?: (typeof THRESHOLDS)[number];
  readonly policy?: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
};

export const outputFlag = (what: string) =>
  ({
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: `Write the ${what} to this file instead of standard output`,
    placeholder: 'FILE',
  }) as const;

export const quietFlag = (brief: string) =>
  ({ kind: 'boolean', default: false, withNegated: false, brief }) as const;

export const reportFlags = {
  format: { kind: 'enum', values: FORMATS, default: 'text', brief: 'How the report is written' },
  output: outputFlag('report'),
  failOn: {
    kind: 'enum',
    values: THRESHOLDS,
    optional: true,
    brief: 'Exit 1 from this severity on (default: what the policy says, else medium)',
  },
  policy: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Policy to apply (default: custody.toml where you stand, if there is one)',
    placeholder: 'FILE',
  },
  quiet: quietFlag('Verdict only, no progress'),
  verbose: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Text: explain what is only info, too',
  },
} as const;

export const reportAliases = { o: 'output', q: 'quiet', f: 'format', v: 'verbose' } as const;

export const specVersionFlag = {
  kind: 'parsed',
  parse: String,
  default: 'cyclonedx-1.6',
  brief: 'cyclonedx-1.4 to cyclonedx-1.7, or spdx-2.3',
  placeholder: 'STANDARD',
} as const;
