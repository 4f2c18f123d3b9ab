import { buildCommand } from '@stricli/core';
import type { CustodyContext } from '../../../context.ts';
import { bound } from '../../bound.ts';
import { type DbFlags, dbFlags, type SignalFlags, signalFlags } from '../flags.ts';

export type SyncFlags = DbFlags &
  SignalFlags & {
    readonly ecosystem?: readonly string[];
    readonly url?: string;
    readonly fresh: boolean;
    readonly offline: boolean;
    readonly maxSize: number;
  };

/** OSV's names of ecosystems: `PyPI`, `GitHub Actions`, `Debian:13`. */
const parseEcosystem = (text: string): string => {
  if (!/^[A-Za-z][A-Za-z0-9 .:_-]{0,60}$/.test(text))
    throw new SyntaxError(`expected an ecosystem of OSV such as PyPI, got ${JSON.stringify(text)}`);
  return text;
};

const parseUrl = (text: string): string => {
  if (!/^https?:\/\/[^\s]+$/.test(text) || !URL.canParse(text))
    throw new SyntaxError('expected an http or https URL');
  return text;
};

const parseSize = (text: string): number => {
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new SyntaxError(`expected a number of MB, got ${JSON.stringify(text)}`);
  return Number(text);
};

export const syncCommand = buildCommand<SyncFlags, [], CustodyContext>({
  loader: async () => bound((await import('./run.ts')).runSync),
  parameters: {
    flags: {
      ...dbFlags,
      ecosystem: {
        kind: 'parsed',
        parse: parseEcosystem,
        variadic: true,
        optional: true,
        brief: 'Whose advisories (default: PyPI, crates.io, GitHub Actions); repeat for several',
        placeholder: 'NAME',
      },
      url: {
        kind: 'parsed',
        parse: parseUrl,
        optional: true,
        brief: "A mirror of OSV's bulk files",
        placeholder: 'URL',
      },
      fresh: { kind: 'boolean', default: false, withNegated: false, brief: 'Get everything again' },
      offline: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Refuse the network: for scripts that pass it to every command',
      },
      maxSize: {
        kind: 'parsed',
        parse: parseSize,
        default: '2000',
        brief: 'The most that one archive may have, in MB',
        placeholder: 'MB',
      },
      ...signalFlags('a file or URL'),
    },
    aliases: { f: 'format', q: 'quiet' },
  },
  docs: {
    brief: 'Bring the advisory store up to date from OSV',
    fullDescription:
      'Gets what changed since the last time, or everything at first. The store in use is replaced only when the new one is whole and verified. Proxies are taken from the environment, trust from the operating system.',
  },
});
