import type { OsvRecord } from '../types.ts';

/** A sequence of numbers from 0 to 1 that is the same for the same seed. */
const sequence = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const WORDS =
  'a crafted request lets an attacker read files beyond the directory that the server was told to serve'.split(
    ' ',
  );

/** The `n`-th package that synthetic advisories name: as many advisories each, however many there are in all. */
export const syntheticName = (n: number): string => `package-${n.toString(36)}`;

/** How many packages so many advisories name. */
export const syntheticPackages = (records: number): number => Math.max(1, Math.floor(records / 4));

/**
 * Advisories like those of PyPI, as many as asked for, the same for the same seed: four per package on average, ranges and lists of
 * versions, aliases that meet, some malicious packages, some withdrawn, vectors of CVSS 3.1 for two in three.
 */
export function* syntheticRecords(count: number, seed = 1): Generator<OsvRecord> {
  const random = sequence(seed);
  const pick = (most: number): number => Math.floor(random() * most);
  const packages = syntheticPackages(count);
  for (let n = 0; n < count; n += 1) {
    const malicious = n % 10 === 9;
    const year = 2015 + pick(11);
    const fixed = 1 + pick(30);
    const versions = malicious ? ['1.0.0'] : Array.from({ length: fixed }, (_, minor) => `1.${minor}.0`);
    const details = Array.from({ length: 20 + pick(120) }, () => WORDS[pick(WORDS.length)]).join(' ');
    const vector = `CVSS:3.1/AV:N/AC:${'LH'[pick(2)]}/PR:${'NLH'[pick(3)]}/UI:${'NR'[pick(2)]}/S:U/C:${'NLH'[pick(3)]}/I:${'NLH'[pick(3)]}/A:H`;
    yield {
      id: malicious
        ? `MAL-${year}-${n}`
        : n % 2 === 0
          ? `GHSA-${n.toString(36).padStart(12, '0')}`
          : `PYSEC-${year}-${n}`,
      modified: `${year}-0${1 + pick(9)}-1${pick(10)}T0${pick(10)}:00:00Z`,
      ...(n % 50 === 7 ? { withdrawn: `${year + 1}-01-01T00:00:00Z` } : {}),
      // Two neighbours are one flaw of one package under two databases' names.
      aliases: malicious ? [] : [`CVE-${2015 + ((n >> 1) % 11)}-${10_000 + (n >> 1)}`],
      upstream: [],
      related: [],
      summary: details.slice(0, 60),
      details,
      severity: n % 3 === 0 || malicious ? [] : [{ type: 'CVSS_V3', score: vector }],
      affected: [
        {
          ecosystem: 'PyPI',
          name: syntheticName((n >> 1) % packages),
          ranges: malicious
            ? []
            : [
                {
                  type: 'ECOSYSTEM',
                  events: [
                    { kind: 'introduced', value: '0' },
                    { kind: 'fixed', value: `1.${fixed}.0` },
                  ],
                },
              ],
          versions,
          severity: [],
        },
      ],
      references: [{ type: 'WEB', url: `https://example.org/advisories/${n}` }],
      weaknesses: ['CWE-79'],
    };
  }
}
