const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9})\d{0,12})?(Z|z|[+-]\d{2}:\d{2})$/;

/** A moment as read: the text in UTC with `Z`, and whether it was written so. */
export type Moment = { readonly text: string; readonly canonical: boolean };

/** RFC 3339 in any zone, given back in UTC with the fraction as written (up to nanoseconds). Undefined for anything else. */
export const parseMoment = (text: string): Moment | undefined => {
  if (text.length > 64) return undefined;
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const date = `${year}-${month}-${day}T${hour}:${minute}`;
  // Day 31 of a month of 30, or hour 24, is refused: Date would move it to another day.
  const at = Date.parse(`${date}:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 16) !== date || Number(second) > 60)
    return undefined;
  const rest = `:${second}${fraction === undefined ? '' : `.${fraction}`}Z`;
  if (zone === 'Z') return { text: `${date}${rest}`, canonical: text === `${date}${rest}` };
  if (zone === undefined || zone === 'z') return { text: `${date}${rest}`, canonical: false };
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  const moved = at - (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
  const iso = new Date(moved).toISOString();
  // Years beyond four digits have another form in ISO 8601; no advisory is from there.
  return iso.length === 24 ? { text: `${iso.slice(0, 16)}${rest}`, canonical: false } : undefined;
};

/** A text by which two moments of `parseMoment` compare as the moments do. */
export const momentKey = (moment: string): string => {
  const fraction = moment.length > 20 ? moment.slice(20, -1) : '';
  return `${moment.slice(0, 19)}.${fraction.padEnd(9, '0')}`;
};
