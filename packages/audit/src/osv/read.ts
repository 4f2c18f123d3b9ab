import type { OsvRecord } from '../types.ts';
import { readAffected } from './affected.ts';
import {
  isMembers,
  type Members,
  readList,
  readMoment,
  readProse,
  readSeverities,
  readToken,
  readTokens,
  severityWordOf,
} from './fields.ts';
import { LIMITS } from './limits.ts';
import { collectProblems, excerpt, type OsvProblem, type Problems } from './problem.ts';
import { scanJson } from './scan.ts';

/** What came of reading one record. */
export type OsvReading = {
  /** Absent where it cannot be used; a problem with effect `record-dropped` says why. */
  readonly record?: OsvRecord;
  readonly problems: readonly OsvProblem[];
};

/** Of a record that does not say when it was last changed: older than every other, so that any other wins over it. */
export const NO_MOMENT = '0001-01-01T00:00:00Z';

const IDENTIFIER = /^[\x21-\x7e]+$/;

const readId = (value: unknown, problems: Problems): string | undefined => {
  if (typeof value === 'string' && value.length <= LIMITS.id && IDENTIFIER.test(value)) return value;
  problems.add(
    value === undefined ? 'missing' : typeof value === 'string' ? 'control-character' : 'wrong-type',
    'record-dropped',
    '/id',
    value === undefined
      ? 'there is no id'
      : `${excerpt(value)} is no id: 1 to ${LIMITS.id} visible ASCII characters`,
  );
  return undefined;
};

const readReferences = (value: unknown, problems: Problems): OsvRecord['references'] => {
  const found: { readonly type: string; readonly url: string }[] = [];
  for (const [index, item] of readList(value, LIMITS.references, '/references', problems).items.entries()) {
    const where = `/references/${index}`;
    const entry = isMembers(item) ? item : {};
    const type = readToken(entry['type'], 40, `${where}/type`, problems);
    const url = readToken(entry['url'], LIMITS.url, `${where}/url`, problems);
    if (type !== undefined && url !== undefined) found.push({ type, url });
  }
  return found;
};

/** CWE names where GitHub (`cwe_ids`) and others (`cwes[].cweId`) put them. */
const readWeaknesses = (specific: unknown): readonly string[] => {
  if (!isMembers(specific)) return [];
  const listed: unknown = specific['cwe_ids'] ?? specific['cwes'];
  const names = Array.isArray(listed)
    ? listed.slice(0, 100).map((item: unknown) => (isMembers(item) ? item['cweId'] : item))
    : [];
  return [
    ...new Set(names.filter((name) => typeof name === 'string' && /^CWE-\d{1,6}$/.test(name))),
  ] as string[];
};

const readMembers = (members: Members, id: string, problems: Problems): OsvRecord => {
  const version = members['schema_version'];
  if (version !== undefined && !(typeof version === 'string' && /^1\.\d/.test(version)))
    problems.add('schema-version', 'normalised', '/schema_version', `${excerpt(version)} is read as 1.7.5`);
  const modified = readMoment(members['modified'], '/modified', problems);
  if (members['modified'] === undefined)
    problems.add('missing', 'normalised', '/modified', 'it is not said when the record was last changed');
  const published = readMoment(members['published'], '/published', problems);
  const withdrawn = readMoment(members['withdrawn'], '/withdrawn', problems);
  const summary = readProse(members['summary'], LIMITS.summary, '/summary', problems);
  const details = readProse(members['details'], LIMITS.details, '/details', problems);
  const word = severityWordOf(members['database_specific']);
  const ids = { count: LIMITS.ids, length: LIMITS.id };
  const idsOf = (name: 'aliases' | 'upstream' | 'related'): readonly string[] =>
    readTokens(members[name], ids, `/${name}`, problems).tokens;
  return {
    id,
    modified: modified ?? NO_MOMENT,
    ...(published === undefined ? {} : { published }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
    aliases: idsOf('aliases').filter((alias) => alias !== id),
    upstream: idsOf('upstream'),
    related: idsOf('related'),
    ...(summary === undefined ? {} : { summary }),
    ...(details === undefined ? {} : { details }),
    severity: readSeverities(members['severity'], '/severity', problems),
    ...(word === undefined ? {} : { severityWord: word }),
    affected: readAffected(members['affected'], problems),
    references: readReferences(members['references'], problems),
    weaknesses: readWeaknesses(members['database_specific']),
  };
};

const dropped = (code: OsvProblem['code'], message: string): OsvReading => ({
  problems: [{ code, effect: 'record-dropped', message, where: '' }],
});

/** Reads one record from a value that a parser made (OSV 1.7.5). Never throws; what it could not use is in `problems`. */
export const readOsv = (value: unknown): OsvReading => {
  if (!isMembers(value)) return dropped('wrong-type', `an object is needed, not ${excerpt(value)}`);
  const problems = collectProblems();
  const id = readId(value['id'], problems);
  if (id === undefined) return { problems: problems.list() };
  const record = readMembers(value, id, problems);
  return { record, problems: problems.list() };
};

/** Reads one record from its JSON text: bounded size and depth, no member twice. Never throws. */
export const parseOsv = (text: string): OsvReading => {
  if (text.length > LIMITS.record)
    return dropped('too-large', `${text.length} characters, ${LIMITS.record} are allowed`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return dropped('not-json', error instanceof Error ? error.message.slice(0, 200) : 'not JSON');
  }
  const scanned = scanJson(text, LIMITS.depth);
  return scanned === undefined ? readOsv(value) : dropped(scanned.code, scanned.message);
};
