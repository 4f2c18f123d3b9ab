import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { quietFlag, specVersionFlag } from '../../flags.ts';
import { documentFlags } from '../document-flags.ts';

export type EmbedFlags = {
  readonly sbom?: string;
  readonly name?: string;
  readonly copyTo?: string;
  readonly specVersion: string;
  readonly commit?: string;
  readonly author?: string;
  readonly files: boolean;
  readonly verify: boolean;
  readonly quiet: boolean;
};

export const embedCommand = buildCommand<EmbedFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runEmbed),
  parameters: {
    flags: {
      sbom: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Embed this document; without it one is generated',
        placeholder: 'FILE',
      },
      name: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'File name of the document in the wheel (default: custody.cdx.json)',
        placeholder: 'NAME',
      },
      copyTo: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Write the wheels with their documents into this folder and leave the originals alone',
        placeholder: 'DIR',
      },
      specVersion: specVersionFlag,
      ...documentFlags,
      verify: {
        kind: 'boolean',
        default: true,
        withNegated: true,
        brief: "Hold every file's bytes against the old RECORD first; with --no-verify only their names",
      },
      quiet: quietFlag('Errors only, no progress'),
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        parse: String,
        brief: 'Wheels, repaired and with their final names',
        placeholder: 'wheel',
      },
    },
    aliases: { q: 'quiet' },
  },
  docs: {
    brief: 'Give a wheel the SBOM it lacks (PEP 770)',
    fullDescription: [
      'Writes <dist-info>/sboms/custody.cdx.json and its row in RECORD; every other byte of the wheel stays as it is.',
      'A wheel whose RECORD does not describe its files is refused: a new RECORD would make a change look right.',
      'The file changes in one step or not at all; doing it again changes nothing.',
    ].join('\n'),
  },
});
