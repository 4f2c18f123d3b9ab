import { quietFlag } from '../flags.ts';

export type DbFlags = { readonly db?: string; readonly format: 'text' | 'json' };

/** What every `custody db` command takes. */
export const dbFlags = {
  db: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Directory of the advisory store (default: CUSTODY_DB, else custody/db in your data directory)',
    placeholder: 'DIR',
  },
  format: { kind: 'enum', values: ['text', 'json'], default: 'text', brief: 'How the answer is written' },
} as const;

export type SignalFlags = { readonly epss?: string; readonly kev?: string; readonly quiet: boolean };

/** What both ways of filling a store take. */
export const signalFlags = (places: string) =>
  ({
    epss: {
      kind: 'parsed',
      parse: String,
      optional: true,
      brief: `Likelihood of exploitation: ${places} of EPSS scores (.csv, .csv.gz)`,
      placeholder: 'FILE',
    },
    kev: {
      kind: 'parsed',
      parse: String,
      optional: true,
      brief: `Known exploited vulnerabilities: ${places} of CISA's catalogue (.json)`,
      placeholder: 'FILE',
    },
    quiet: quietFlag('No progress'),
  }) as const;
