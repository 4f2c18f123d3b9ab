/** One part of a dotted key: its name, and the offset of its first character, the quote included. */
export type KeyPart = { readonly name: string; readonly at: number };

/** Past spaces and tabs, and with `lines` past line ends and comments too. */
export const pastBlank = (text: string, from: number, lines: boolean): number => {
  let at = from;
  for (; at < text.length; at += 1) {
    const c = text[at];
    if (c === ' ' || c === '\t' || (lines && (c === '\n' || c === '\r'))) continue;
    if (!lines || c !== '#') break;
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    at = end;
  }
  return at;
};

/** A string of several lines may end in up to five quotes: two of them belong to it. */
const pastLastQuotes = (text: string, at: number, quote: string): number => {
  const end = at + 3;
  if (text[end] !== quote) return end;
  return text[end + 1] === quote ? end + 2 : end + 1;
};

const pastEscaped = (text: string, from: number, long: boolean): number | undefined => {
  for (let at = from; at < text.length; at += 1) {
    const c = text[at];
    if (c === '\\') at += 1;
    else if (c === '\n' && !long) return undefined;
    else if (c === '"' && !long) return at + 1;
    else if (c === '"' && text.startsWith('"""', at)) return pastLastQuotes(text, at, '"');
  }
  return undefined;
};

/** Past the string of any of the four kinds that begins here; undefined where it does not end. TOML 1.0, String. */
export const pastString = (text: string, at: number): number | undefined => {
  if (text.startsWith('"""', at)) return pastEscaped(text, at + 3, true);
  if (text[at] === '"') return pastEscaped(text, at + 1, false);
  const long = text.startsWith("'''", at);
  const end = text.indexOf(long ? "'''" : "'", at + (long ? 3 : 1));
  if (end < 0) return undefined;
  return long ? pastLastQuotes(text, end, "'") : end + 1;
};

const NAMED = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001b'],
  ['"', '"'],
  ['\\', '\\'],
]);

const ESCAPE = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([^]))/g;

const unescaped = (text: string): string =>
  text.replace(ESCAPE, (whole, x?: string, u?: string, long?: string, named?: string) => {
    const hex = x ?? u ?? long;
    if (hex === undefined) return NAMED.get(named ?? '') ?? whole;
    const point = Number.parseInt(hex, 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });

const readPart = (text: string, at: number): (KeyPart & { readonly end: number }) | undefined => {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const end = text.startsWith(quote.repeat(3), at) ? undefined : pastString(text, at);
    if (end === undefined) return undefined;
    const inside = text.slice(at + 1, end - 1);
    return { name: quote === '"' ? unescaped(inside) : inside, at, end };
  }
  const bare = /[A-Za-z0-9_-]+/y;
  bare.lastIndex = at;
  const name = bare.exec(text)?.[0];
  return name === undefined ? undefined : { name, at, end: at + name.length };
};

/** The dotted key that begins here and where it ends, blanks behind it included; undefined where there is none. TOML 1.0, Keys. */
export const readKey = (
  text: string,
  from: number,
): { readonly parts: readonly KeyPart[]; readonly end: number } | undefined => {
  const parts: KeyPart[] = [];
  for (let at = from; ; at += 1) {
    const part = readPart(text, pastBlank(text, at, false));
    if (part === undefined) return undefined;
    parts.push(part);
    at = pastBlank(text, part.end, false);
    if (text[at] !== '.') return { parts, end: at };
  }
};

/** Past the number, date or truth value that begins here; undefined where there is none. */
export const pastScalar = (text: string, at: number): number | undefined => {
  // A date and its time may be parted by a space.
  const scalar = /[0-9A-Za-z+\-.:_]+(?: [0-9][0-9:.+\-Zz]*)?/y;
  scalar.lastIndex = at;
  return scalar.test(text) ? scalar.lastIndex : undefined;
};
