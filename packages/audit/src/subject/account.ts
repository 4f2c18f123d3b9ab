import type { Accounted, AuditInput, Entry, Subject, UnauditedReason } from './types.ts';

/** The entry will be held against advisories. */
export const audited = (entry: Entry, subject: Subject): Accounted => ({ kind: 'audited', entry, subject });

/** The entry's marker holds in none of the environments that were asked about. */
export const inapplicable = (entry: Entry, marker: string, environments: readonly string[]): Accounted => ({
  kind: 'inapplicable',
  entry,
  marker,
  environments,
});

/** The entry cannot be held against advisories, and why. */
export const unaudited = (
  entry: Entry,
  reason: UnauditedReason,
  sentence: string,
  subject?: Subject,
): Accounted => ({
  kind: 'unaudited',
  entry,
  reason,
  sentence,
  ...(subject === undefined ? {} : { subject }),
});

/** The subjects of an input that are to be held against advisories, in its order. */
export const subjectsOf = (input: AuditInput): readonly Subject[] =>
  input.accounted.flatMap((account) => (account.kind === 'audited' ? [account.subject] : []));
