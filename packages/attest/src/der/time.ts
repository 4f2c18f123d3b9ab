import { contents, type Der, Malformed, TAG } from './read.ts';

const UTC = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
// DER: no trailing zero in a fraction (X.690, 11.7).
const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;

const millisecondsOf = (parts: readonly number[], fraction: string): number => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const made = new Date(time);
  if (
    made.getUTCMonth() !== month - 1 ||
    made.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  )
    throw new Malformed('DER: a time that is none');
  return time + Math.floor(Number(`0.${fraction === '' ? '0' : fraction}`) * 1000);
};

/** UTCTime or GeneralizedTime, in UTC (RFC 5280, 4.1.2.5; RFC 3161 with fractions), as milliseconds since 1970. Throws Malformed. */
export const timeOf = (value: Der | undefined): number => {
  if (value === undefined || value.end - value.from > 32) throw new Malformed('DER: a time is expected');
  const text = contents(value).toString('latin1');
  if (value.tag === TAG.utcTime) {
    const [, year = '', ...rest] = UTC.exec(text) ?? [];
    if (year === '') throw new Malformed('DER: a UTCTime that is none');
    // RFC 5280, 4.1.2.5.1: 50 to 99 are of the last century.
    return millisecondsOf([Number(year) + (Number(year) >= 50 ? 1900 : 2000), ...rest.map(Number)], '');
  }
  if (value.tag !== TAG.generalizedTime) throw new Malformed('DER: a time is expected');
  const match = GENERALIZED.exec(text);
  if (match === null) throw new Malformed('DER: a GeneralizedTime that is none');
  return millisecondsOf(match.slice(1, 7).map(Number), match[7] ?? '');
};
