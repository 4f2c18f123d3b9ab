import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../context.ts';
import { bound } from '../bound.ts';
import { type ReportFlags, reportAliases, reportFlags } from '../flags.ts';
import type { SlsaFlags } from './slsa.ts';
import type { SummaryFlags } from './summary.ts';

export type VerifyFlags = Omit<ReportFlags, 'failOn'> &
  SlsaFlags &
  SummaryFlags & {
    readonly evidence?: readonly string[];
    readonly digest?: string;
    readonly key?: readonly string[];
    readonly keyring?: string;
    readonly trustRoot?: string;
    readonly tufUrl?: string;
    readonly identities?: string;
    readonly record: boolean;
    readonly online: boolean;
    readonly indexUrl?: string;
    readonly offline: boolean;
  };

const { failOn: _failOn, ...shownFlags } = reportFlags;

const repeated = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, variadic: true, optional: true, brief, placeholder }) as const;

const single = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, optional: true, brief, placeholder }) as const;

export const verifyCommand = buildCommand<VerifyFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runVerify),
  parameters: {
    flags: {
      ...shownFlags,
      evidence: repeated(
        'Evidence, or a folder of it, instead of what is beside the artifact; may be repeated',
        'PATH',
      ),
      digest: single('SHA-256 of the artifact, instead of its bytes', 'SHA256'),
      identity: repeated(
        'Who has to have signed, as github:OWNER/REPO or email:ADDRESS@ISSUER; may be repeated',
        'KIND:WHO',
      ),
      key: repeated(
        'Public key (PEM) that evidence without a certificate may be signed with; may be repeated',
        'FILE',
      ),
      keyring: single('OpenPGP keys (armoured or binary) that .asc and .sig files may be made with', 'FILE'),
      trustRoot: single(
        'Trusted root to use: a file, public-good (the default), staging, or cached (what --online got last)',
        'ROOT',
      ),
      tufUrl: single(
        'TUF repository with the trusted root; --trust-root is the root metadata to start from',
        'URL',
      ),
      identities: single('Identity lock (JSON) or pylock.toml that says who signed before', 'FILE'),
      record: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Write who signs packages that --identities does not know yet into it',
      },
      slsa: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Show SLSA levels requirement by requirement: build, source, and the old ones',
      },
      rulesets: single('slsa: rulesets of the repository, as GitHub exports them (JSON)', 'FILE'),
      sourceSummary: repeated(
        'slsa: a verification summary about the commit that was built from; may be repeated',
        'FILE',
      ),
      summary: single('Write what was verified as a verification summary, to be signed', 'FILE'),
      verifier: single('summary: URI of who verifies', 'URI'),
      resource: single('summary: what the files are (default: their purl)', 'URI'),
      online: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Refresh the trust root first (TUF), and keep it',
      },
      indexUrl: single('Ask this package index for provenance of the files, too (PEP 740)', 'URL'),
      offline: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Make no network connection (always so without --online and --index-url)',
      },
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        parse: String,
        brief: 'Files to verify; with --digest the name of one',
        placeholder: 'artifact',
      },
    },
    aliases: reportAliases,
  },
  docs: {
    brief: 'Who made it, and from what: do evidence, file and policy agree',
    fullDescription: [
      'Verifies attestations, bundles and provenance beside each file, offline unless asked otherwise, and holds who signed against the policy',
      '([verify] in custody.toml) or --identity. Without either the facts are shown and nothing is decided.',
      'Exit codes: 0 verified, 1 bad evidence, wrong signer or missing evidence that is asked for, 2 usage, 3 undecided, 4 the trust root or the index is unusable.',
    ].join('\n'),
  },
});
