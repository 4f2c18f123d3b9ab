import type { OsvAffected, OsvEvent, OsvRange } from '../types.ts';
import {
  isMembers,
  type Members,
  readList,
  readSeverities,
  readToken,
  readTokens,
  severityWordOf,
} from './fields.ts';
import { LIMITS } from './limits.ts';
import { normalizePackage } from './normalize.ts';
import { excerpt, type Problems } from './problem.ts';

const EVENTS = ['introduced', 'fixed', 'last_affected', 'limit'] as const;
const RANGE_TYPES = ['ECOSYSTEM', 'SEMVER', 'GIT'] as const;

/** One event object: exactly one of the four kinds (OSV 1.7.5, `affected[].ranges[].events[]`). */
const readEvent = (item: unknown, where: string, problems: Problems): OsvEvent | undefined => {
  const names = isMembers(item) ? Object.keys(item) : [];
  const kind = EVENTS.find((name) => name === names[0]);
  if (!isMembers(item) || names.length !== 1 || kind === undefined) {
    const said = isMembers(item) ? `an event with ${excerpt(names.slice(0, 5).join(', '))}` : excerpt(item);
    problems.add(
      'unknown-event',
      'part-dropped',
      where,
      `one of ${EVENTS.join(', ')} is needed, not ${said}`,
    );
    return undefined;
  }
  const value = readToken(item[kind], LIMITS.version, `${where}/${kind}`, problems);
  return value === undefined ? undefined : { kind, value };
};

const readRange = (
  item: unknown,
  where: string,
  problems: Problems,
  unreadable: string[],
): OsvRange | undefined => {
  const range = isMembers(item) ? item : {};
  const type = RANGE_TYPES.find((name) => name === range['type']);
  if (type === undefined) {
    problems.add(
      'unknown-range-type',
      'part-dropped',
      `${where}/type`,
      `${excerpt(range['type'])} is no type of range`,
    );
    unreadable.push(where);
    return undefined;
  }
  const { items, whole } = readList(range['events'], LIMITS.events, `${where}/events`, problems);
  const events: OsvEvent[] = [];
  let complete = whole && items.length > 0;
  for (const [index, event] of items.entries()) {
    const read = readEvent(event, `${where}/events/${index}`, problems);
    if (read === undefined) complete = false;
    else events.push(read);
  }
  if (whole && items.length === 0)
    problems.add('missing', 'part-dropped', `${where}/events`, 'the range has no events');
  if (complete && !events.some(({ kind }) => kind === 'introduced')) {
    problems.add('missing', 'part-dropped', `${where}/events`, 'no event says where the flaw was introduced');
    complete = false;
  }
  if (!complete) unreadable.push(where);
  const repo =
    range['repo'] === undefined ? undefined : readToken(range['repo'], LIMITS.url, `${where}/repo`, problems);
  return { type, ...(repo === undefined ? {} : { repo }), events };
};

type Package = Pick<OsvAffected, 'ecosystem' | 'name' | 'purl'>;

const readPackage = (value: unknown, where: string, problems: Problems): Package | undefined => {
  // Absent where only repositories are named.
  if (value === undefined || value === null) return {};
  const named = isMembers(value) ? value : {};
  const ecosystem = readToken(named['ecosystem'], 100, `${where}/ecosystem`, problems);
  const written = readToken(named['name'], LIMITS.name, `${where}/name`, problems);
  if (ecosystem === undefined || written === undefined) return undefined;
  const purl =
    named['purl'] === undefined ? undefined : readToken(named['purl'], LIMITS.url, `${where}/purl`, problems);
  const name = normalizePackage(ecosystem, written);
  if (name === undefined)
    problems.add(
      'name-not-valid',
      'normalised',
      `${where}/name`,
      `${excerpt(written)} is no name of ${ecosystem}; kept as written`,
    );
  else if (name !== written)
    problems.add(
      'name-not-canonical',
      'normalised',
      `${where}/name`,
      `${excerpt(written)} is kept as ${name}`,
    );
  return { ecosystem, name: name ?? written, ...(purl === undefined ? {} : { purl }) };
};

const readOne = (entry: Members, where: string, problems: Problems): OsvAffected | undefined => {
  const named = readPackage(entry['package'], `${where}/package`, problems);
  if (named === undefined) return undefined;
  const unreadable: string[] = [];
  const listed = readList(entry['ranges'], LIMITS.ranges, `${where}/ranges`, problems);
  if (!listed.whole) unreadable.push(`${where}/ranges`);
  const ranges: OsvRange[] = [];
  for (const [index, item] of listed.items.entries()) {
    const range = readRange(item, `${where}/ranges/${index}`, problems, unreadable);
    if (range !== undefined) ranges.push(range);
  }
  const bounds = { count: LIMITS.versions, length: LIMITS.version };
  const versions = readTokens(entry['versions'], bounds, `${where}/versions`, problems);
  if (!versions.whole) unreadable.push(`${where}/versions`);
  const word = severityWordOf(entry['ecosystem_specific']) ?? severityWordOf(entry['database_specific']);
  return {
    ...named,
    ranges,
    versions: versions.tokens,
    severity: readSeverities(entry['severity'], `${where}/severity`, problems),
    ...(word === undefined ? {} : { severityWord: word }),
    // Bounded as problems are: that something is missing counts, not how much.
    ...(unreadable.length === 0 ? {} : { unreadable: unreadable.slice(0, 20) }),
  };
};

/** `affected[]` of a record (OSV 1.7.5). An entry whose package cannot be read is dropped and reported; parts of one are noted in it. */
export const readAffected = (value: unknown, problems: Problems): readonly OsvAffected[] => {
  const found: OsvAffected[] = [];
  for (const [index, item] of readList(value, LIMITS.affected, '/affected', problems).items.entries()) {
    const where = `/affected/${index}`;
    if (!isMembers(item)) {
      problems.add('wrong-type', 'part-dropped', where, `an object is needed, not ${excerpt(item)}`);
      continue;
    }
    const affected = readOne(item, where, problems);
    if (affected !== undefined) found.push(affected);
  }
  return found;
};
