/** A version of an upstream library as its tag or its release names it. */
export type TagVersion = {
  readonly numbers: readonly number[];
  /** `w` of `1.1.1w`; `rc2`. */
  readonly suffix: string;
  /** An alpha, beta or release candidate comes before what it is one of. */
  readonly early: boolean;
};

const NUMBERS = [
  /([0-9]{1,9}(?:\.[0-9]{1,9}){1,7})([a-z0-9._-]{0,20})$/,
  /([0-9]{1,9}(?:_[0-9]{1,9}){1,7})([a-z0-9._-]{0,20})$/,
  /([0-9]{1,9}(?:-[0-9]{1,9}){1,7})([a-z._-]{0,1}[a-z0-9._-]{0,20})$/,
  /([0-9]{1,9})([a-z][a-z0-9._-]{0,20})?$/,
] as const;

/**
 * Reads a tag of an upstream project: `v1.2.3`, `openssl-3.0.8`, `OpenSSL_1_1_1w`, `VER-2-13-2`, `curl-7_77_0`, `pcre2-10.43-rc1`. What stands
 * before the version is not looked at: OSS-Fuzz's records list each project's own tags. Undefined where there is no number.
 */
export const parseTag = (text: string): TagVersion | undefined => {
  if (text.length > 100) return undefined;
  const lower = text.toLowerCase();
  for (const pattern of NUMBERS) {
    const match = pattern.exec(lower);
    if (match === null) continue;
    const [, written = '', rest = ''] = match;
    const numbers = written.split(/[._-]/).map(Number);
    while (numbers.length > 1 && numbers.at(-1) === 0) numbers.pop();
    const suffix = rest.replaceAll(/[._-]/g, '');
    return {
      numbers,
      suffix,
      early: /^(?:[ab][0-9]+|(?:alpha|beta|rc|pre|dev|snapshot)[0-9]*)$/.test(suffix),
    };
  }
  return undefined;
};

/** Orders two versions of one project: by their numbers, early ones first, then by their suffix. */
export const compareTags = (a: TagVersion, b: TagVersion): number => {
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let at = 0; at < length; at += 1) {
    const order = (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
    if (order !== 0) return order;
  }
  if (a.early !== b.early) return a.early ? -1 : 1;
  return a.suffix < b.suffix ? -1 : a.suffix > b.suffix ? 1 : 0;
};
