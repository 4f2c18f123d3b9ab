import { createHash } from 'node:crypto';
import type { Finding, Subject } from '../types.ts';

/** Artifacts move between folders; files of a tree are what their path says. */
const nameOf = (subject: Subject, file: string): string => {
  const path = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  return subject.kind === 'source-tree' || subject.kind === 'repository'
    ? path
    : path.slice(path.lastIndexOf('/') + 1);
};

/**
 * Gives fingerprints for one report: SHA-256 over rule, file name, entry, key and how many alike came before, lower-case hex.
 * Neither offsets nor wording take part, so that a finding keeps its name after an unrelated edit. Call in report order.
 */
export const fingerprinter = (): ((finding: Finding, subject: Subject) => string) => {
  const seen = new Map<string, number>();
  return ({ rule, locations: [primary], key }, subject) => {
    const parts = [rule.id, nameOf(subject, primary.file), primary.entry ?? null, key ?? null];
    // JSON keeps the parts apart whatever characters they hold.
    const identity = JSON.stringify(parts);
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    return createHash('sha256')
      .update(JSON.stringify([...parts, before]))
      .digest('hex');
  };
};
