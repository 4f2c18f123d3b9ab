import { quoteName } from '../names/index.ts';
import type { Extensions } from './member.ts';
import { parsePax } from './pax.ts';
import type { Report } from './report.ts';
import { beforeNul, firstNonZero } from './text.ts';

/** Keywords that, said for all members at once, let readers disagree on what the archive holds. */
const NEVER_GLOBAL = ['path', 'linkpath', 'size'];

/** A GNU long name is its bytes and one NUL. */
const readLongName = (content: Uint8Array, offset: number, report: Report): Uint8Array => {
  const name = beforeNul(content);
  if (name.length === 0) report('gnu-longname', 'A GNU long name is empty.', offset);
  if (name.length === content.length)
    report('gnu-longname', 'A GNU long name has no NUL at its end.', offset);
  else if (firstNonZero(content.subarray(name.length)) >= 0)
    report('gnu-longname', 'Bytes are hidden behind the NUL of a GNU long name.', offset + name.length);
  return name;
};

/** What is wrong with an extension header where it stands: readers differ on which member it speaks about. */
export const judgeOrder = (
  type: string,
  offset: number,
  before: Extensions,
  isPending: boolean,
  report: Report,
): void => {
  const isPax = type === 'x' || type === 'X';
  if (
    (type === 'L' && before.longName !== undefined) ||
    (type === 'K' && before.longLink !== undefined) ||
    (isPax && before.pax.size > 0)
  )
    report('extension-order', 'Two extension headers of one kind stand before one member.', offset);
  if (type === 'g' && isPending)
    report('extension-order', 'A global header stands between an extension header and its member.', offset);
  if (!isPax && before.pax.has('size'))
    report('extension-order', 'A pax size stands before another extension header, not its member.', offset);
};

/** Adds to the map in place once there is one: copying it for every header would cost their square. */
const merged = (into: Map<string, string>, records: Map<string, string>): Map<string, string> => {
  if (into.size === 0) return records;
  for (const [key, value] of records) into.set(key, value);
  return into;
};

/** Adds what one extension header (typeflag x, X, g, L or K) says to what was said before it. */
export const readExtension = (
  type: string,
  content: Uint8Array,
  offset: number,
  before: Extensions,
  report: Report,
): Extensions => {
  if (type === 'L') return { ...before, longName: readLongName(content, offset, report) };
  if (type === 'K') return { ...before, longLink: readLongName(content, offset, report) };
  const records = parsePax(content, offset, report);
  if (type !== 'g') return { ...before, pax: merged(before.pax, records) };
  for (const key of records.keys())
    if (NEVER_GLOBAL.includes(key) || key.startsWith('GNU.sparse.'))
      report('global-override', `A global header sets ${quoteName(key)} for all members behind it.`, offset);
  return { ...before, globals: merged(before.globals, records) };
};
