import { shown } from '@custody/host';
import { isMembers } from '../osv/fields.ts';
import { StoreError } from '../store/error.ts';
import { linesOf, readPlain } from './text.ts';

const MAX_ROWS = 2_000_000;
const ROW = /^(CVE-\d{4}-\d{4,12}),([01](?:\.\d{1,12})?|\d(?:\.\d{1,8})?e-\d{1,2})(?:,|$)/i;

/**
 * EPSS scores by CVE id, from FIRST's CSV (`cve,epss,percentile`, a comment line before it; gzip or plain). A file with any row that
 * is none is refused: StoreError `unusable-source`.
 */
export const readEpss = (path: string): ReadonlyMap<string, number> => {
  const scores = new Map<string, number>();
  let headed = false;
  for (const [number, line] of linesOf(readPlain(path))) {
    if (line === '' || line.startsWith('#')) continue;
    if (!headed) {
      headed = /^cve,epss(,|$)/i.test(line);
      if (headed) continue;
    }
    const match = headed ? ROW.exec(line) : null;
    const score = Number(match?.[2]);
    if (match?.[1] === undefined || !(score >= 0 && score <= 1) || scores.size >= MAX_ROWS)
      throw new StoreError(
        'unusable-source',
        `${shown(path)}:${number} is no line of EPSS scores (cve,epss,percentile); give the file that FIRST publishes`,
        { path },
      );
    scores.set(match[1].toUpperCase(), score);
  }
  return scores;
};

/** CVE ids that CISA knows to be exploited, from its JSON catalogue. Throws StoreError `unusable-source`. */
export const readKev = (path: string): ReadonlySet<string> => {
  const refuse = (why: string): never => {
    throw new StoreError(
      'unusable-source',
      `${shown(path)} is no catalogue of known exploited vulnerabilities: ${why}`,
      { path },
    );
  };
  let value: unknown;
  try {
    value = JSON.parse(readPlain(path).toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('it is not JSON');
  }
  const listed: unknown = isMembers(value) ? value['vulnerabilities'] : undefined;
  if (!Array.isArray(listed) || listed.length > MAX_ROWS) return refuse('it has no list of vulnerabilities');
  const ids = new Set<string>();
  for (const item of listed as readonly unknown[]) {
    const id = isMembers(item) ? item['cveID'] : undefined;
    if (typeof id !== 'string' || !/^CVE-\d{4}-\d{4,12}$/.test(id)) return refuse('an entry has no cveID');
    ids.add(id);
  }
  return ids;
};
