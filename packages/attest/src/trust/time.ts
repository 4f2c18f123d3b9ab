const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** A time as RFC 3339 writes it, as milliseconds since 1970; `undefined` for anything else. */
export const parseTime = (text: string): number | undefined => {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const time = Date.parse(
    text.replace(/\.(\d{1,9})/, (_, digits: string) => `.${digits.padEnd(3, '0').slice(0, 3)}`),
  );
  if (Number.isNaN(time)) return undefined;
  // Date.parse takes 30 February for 2 March.
  const [, , month, day] = match;
  const offset = match[8] === 'Z' ? 0 : offsetOf(match[8] ?? '');
  const local = new Date(time + offset);
  return local.getUTCMonth() + 1 === Number(month) && local.getUTCDate() === Number(day) ? time : undefined;
};

const offsetOf = (zone: string): number => {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
};
