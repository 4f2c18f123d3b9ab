import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { outputFlag, quietFlag, specVersionFlag } from '../../flags.ts';
import { documentFlags } from '../document-flags.ts';

export type GenerateFlags = {
  readonly specVersion: string;
  readonly output?: string;
  readonly commit?: string;
  readonly author?: string;
  readonly files: boolean;
  readonly name?: string;
  readonly projectVersion?: string;
  readonly components?: string;
  readonly platform?: string;
  readonly previous?: string;
  readonly check?: string;
  readonly quiet: boolean;
};

const text = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, optional: true, brief, placeholder }) as const;

export const generateCommand = buildCommand<GenerateFlags, [string], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runGenerate),
  parameters: {
    flags: {
      specVersion: specVersionFlag,
      output: outputFlag('document'),
      ...documentFlags,
      name: text('What the document describes, where the source or lock file does not say', 'NAME'),
      projectVersion: text('Its version', 'VERSION'),
      components: text('Source: a file that declares vendored components (see docs/sbom.md)', 'FILE'),
      platform: text('Source: only the components of this platform', 'PLATFORM'),
      previous: text('Source: an earlier document; what it knows of unchanged files is kept', 'FILE'),
      check: text('Compare with this document instead of writing one; exit 1 where it is stale', 'FILE'),
      quiet: quietFlag('No notes, no progress'),
    },
    positional: {
      kind: 'tuple',
      parameters: [
        {
          parse: String,
          brief: 'Wheel, sdist, source tree, site-packages folder, requirements or lock file',
          placeholder: 'path',
        },
      ],
    },
    aliases: { o: 'output', q: 'quiet' },
  },
  docs: {
    brief: 'Say what is in an artifact, with the evidence for it',
    fullDescription:
      'The same input gives the same bytes; SOURCE_DATE_EPOCH sets the timestamp. What is not known is stated as unknown in the document.',
  },
});
