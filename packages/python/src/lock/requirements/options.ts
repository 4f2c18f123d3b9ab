import { readHashText } from '../hash.ts';
import { shownText } from '../text.ts';
import type { LockedHash } from '../types.ts';

/** What stands on a line: the requirement, and the options that belong to it. */
export type SplitLine = {
  readonly requirement: string;
  readonly hashes: readonly LockedHash[];
  /** Options that could not be read, or are not for a bill. */
  readonly unread: readonly string[];
};

/** Parts a requirement from `--hash` and other options. An option's value is never repeated unless it is a hash: it may be a secret. */
export const splitOptions = (text: string): SplitLine => {
  const tokens = text.split(/\s+/);
  const first = tokens.findIndex((token) => token.startsWith('-'));
  if (first === -1) return { requirement: text, hashes: [], unread: [] };
  const hashes: LockedHash[] = [];
  const unread: string[] = [];
  const rest = tokens.slice(first);
  for (let at = 0; at < rest.length; at += 1) {
    const token = rest[at] ?? '';
    if (token === '--hash' || token.startsWith('--hash=')) {
      const value = token === '--hash' ? (rest[(at += 1)] ?? '') : token.slice('--hash='.length);
      const hash = readHashText(value);
      if (hash === undefined) unread.push(`${shownText(value)} is no hash that is known`);
      else hashes.push(hash);
    } else if (token.startsWith('-')) unread.push(`the option ${shownText(token.split('=', 1)[0] ?? '')}`);
  }
  return { requirement: tokens.slice(0, first).join(' '), hashes, unread };
};
