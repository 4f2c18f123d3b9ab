import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { type DbFlags, dbFlags, type SignalFlags, signalFlags } from '../flags.ts';

export type ImportFlags = DbFlags & SignalFlags & { readonly add: boolean; readonly cpythonTags?: string };

export const importCommand = buildCommand<ImportFlags, string[], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runImport),
  parameters: {
    flags: {
      ...dbFlags,
      add: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Keep what is in the store; sources of the same name are replaced',
      },
      cpythonTags: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          "CPython's releases with the advisories' commits that each contains (docs/audit.md says how to make it)",
        placeholder: 'FILE',
      },
      ...signalFlags('a file'),
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        parse: String,
        brief: 'Advisories: .zip, .json, .jsonl, .jsonl.gz, or a directory',
        placeholder: 'path',
      },
    },
    aliases: { f: 'format', q: 'quiet' },
  },
  docs: {
    brief: 'Make the advisory store of files at hand; offline',
    fullDescription:
      "Reads OSV's archives (all.zip), JSON lines, single records, directories of records, and checkouts of the PyPA advisory database. The store in use is replaced only when the new one is whole and verified.",
  },
});
