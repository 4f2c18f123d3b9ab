import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { quietFlag } from '../../flags.ts';
import { passphraseFlag, type ServiceFlags, serviceFlags } from '../flags.ts';

export const KINDS = [
  'publish',
  'provenance',
  'sbom',
  'test-result',
  'vulns',
  'release',
  'approval',
  'vsa',
] as const;

export type SignFlags = ServiceFlags & {
  readonly kind: (typeof KINDS)[number];
  readonly predicate?: string;
  readonly purl?: string;
  readonly gate?: string;
  readonly note?: string;
  readonly key?: string;
  readonly passphraseFile?: string;
  readonly sshKey?: string;
  readonly log: boolean;
  readonly trustRoot?: string;
  readonly outputDir?: string;
  readonly force: boolean;
  readonly quiet: boolean;
};

const file = (brief: string, placeholder = 'FILE') =>
  ({ kind: 'parsed', parse: String, optional: true, brief, placeholder }) as const;

export const signCommand = buildCommand<SignFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runSign),
  parameters: {
    flags: {
      kind: { kind: 'enum', values: KINDS, default: 'publish', brief: 'What is stated of the files' },
      predicate: file(
        'sbom, test-result, vulns, provenance: what is stated, as JSON (provenance: default as the CI job has it); vsa: what custody verify --summary wrote',
      ),
      purl: file('release: the purl with its version', 'PURL'),
      gate: file('approval: what is approved for', 'GATE'),
      note: file('approval: in your words', 'TEXT'),
      ...serviceFlags,
      key: file('Sign with this key instead of an identity (custody attest keygen)'),
      passphraseFile: passphraseFlag,
      sshKey: file('Sign with this key of the SSH agent: SHA256:… or its comment', 'KEY'),
      log: { kind: 'boolean', default: true, brief: 'Have signatures by a key logged and stamped, too' },
      trustRoot: file('Trust root that the result is verified against (default: what custody verify takes)'),
      outputDir: file('Where evidence is written (default: beside each file)', 'DIR'),
      force: quietFlag('Replace evidence that is there'),
      quiet: quietFlag('No progress'),
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: { parse: String, brief: 'Files that are stated about', placeholder: 'file' },
    },
    aliases: { q: 'quiet' },
  },
  docs: {
    brief: 'Sign statements about files, and verify them before they are written',
    fullDescription:
      'Writes FILE.publish.attestation and FILE.slsa.attestation (PEP 740), and FILE.KIND.sigstore.json for every other kind and every key. One statement covers all files of a release or a verification summary, and lies beside each; of other kinds each file gets its own. Nothing is written unless everything verifies.',
  },
});
