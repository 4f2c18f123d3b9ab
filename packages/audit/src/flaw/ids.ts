import { compareText } from '@custody/findings';

/** Databases in the order in which their ids are shown: what a reader is most likely to know comes first. */
const ORDER = ['MAL-', 'CVE-', 'GHSA-', 'PYSEC-', 'RUSTSEC-'];

const rankOf = (id: string): number => {
  const at = ORDER.findIndex((prefix) => id.startsWith(prefix));
  return at === -1 ? ORDER.length : at;
};

/** The one order of the ids of a flaw, whatever order the databases gave them in. */
export const orderIds = (ids: Iterable<string>): readonly string[] =>
  [...new Set(ids)].sort((a, b) => rankOf(a) - rankOf(b) || compareText(a, b));
