/** One record: its length counts its own digits (POSIX.1-2017 pax, "pax Header Block"). */
const record = (key: string, value: string): string => {
  const rest = Buffer.byteLength(` ${key}=${value}\n`, 'utf8');
  let length = rest + String(rest).length;
  if (rest + String(length).length > length) length += 1;
  return `${length} ${key}=${value}\n`;
};

/** The content of an extended header, records sorted by keyword. */
export const writePax = (records: ReadonlyMap<string, string>): Buffer =>
  Buffer.from(
    [...records]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => record(key, value))
      .join(''),
    'utf8',
  );
