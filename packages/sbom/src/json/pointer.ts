/** Adds a reference token to a JSON pointer (RFC 6901, section 3). */
export const pointerTo = (parent: string, token: string | number): string =>
  typeof token === 'number'
    ? `${parent}/${token}`
    : `${parent}/${token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token}`;

/** The reference tokens of a JSON pointer, decoded (RFC 6901, section 4). */
export const pointerTokens = (pointer: string): readonly string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
