import { decodeText } from './text.ts';

const SLASH = 0x2f;

const withoutSlash = (bytes: Uint8Array): Uint8Array =>
  bytes.at(-1) === SLASH ? bytes.subarray(0, -1) : bytes;

const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
};

/** Where the path does not fit, git archive names the member after the blob, tar-stream "PaxHeader". */
const STAND_IN = /^(?:[0-9a-f]{40}(?:[0-9a-f]{24})?\.(?:data|link)|PaxHeader)$/;

/** True when `short` is `long` with characters left out or replaced by `?` or `_`: how writers shorten a path. */
const isShortened = (short: string, long: string): boolean => {
  let at = 0;
  for (const character of short) {
    if (character === '?' || character === '_' || character === '\ufffd') continue;
    const found = long.indexOf(character, at);
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
};

/**
 * Whether the path in a pax record agrees with the header's own, which a reader without pax sees. A path that fits the
 * header (ASCII, at most 100 bytes) must be the same; a longer one may stand there shortened, as each writer does it
 * in its own way.
 */
export const pathsAgree = (own: Uint8Array, pax: string): boolean => {
  const short = decodeText(withoutSlash(own)).text;
  const long = pax.endsWith('/') ? pax.slice(0, -1) : pax;
  if (short === long || short === '' || STAND_IN.test(short)) return true;
  if (isAscii(long) && long.length <= 100) return false;
  return isShortened(short, long);
};

/** Whether the header's own name is the beginning of the GNU long name, as every writer cuts it. */
export const isBeginning = (own: Uint8Array, long: Uint8Array): boolean => {
  const cut = withoutSlash(own);
  return (
    Buffer.from(cut).equals(long.subarray(0, cut.length)) &&
    (own.length >= 99 || long.length <= own.length + 1)
  );
};
