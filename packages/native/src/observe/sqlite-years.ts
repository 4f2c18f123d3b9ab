/** First and last minor release of SQLite 3 in each year from 2016 on; in a later year only the lower bound is known. */
const SQLITE_MINORS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['2016', [10, 15]],
  ['2017', [16, 21]],
  ['2018', [22, 26]],
  ['2019', [27, 30]],
  ['2020', [31, 34]],
  ['2021', [35, 37]],
  ['2022', [38, 40]],
  ['2023', [41, 44]],
  ['2024', [44, 47]],
  ['2025', [47, 51]],
]);

/** Whether a release number fits the year of the check-in that the source id names. */
export const fitsYear = (version: string, sourceId: string): boolean => {
  const minor = Number(version.split('.')[1]);
  const year = sourceId.slice(0, 4);
  const [first, last] = SQLITE_MINORS.get(year) ?? (year > '2025' ? [51, 99] : [0, 9]);
  return first <= minor && minor <= last;
};
