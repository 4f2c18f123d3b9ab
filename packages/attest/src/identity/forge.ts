/** A forge whose workflows sign: where its tokens come from, where its repositories are, what stands between repository and workflow. */
export type Forge = {
  readonly kind: 'github' | 'gitlab';
  readonly issuer: string;
  readonly host: string;
  readonly separator: '/' | '//';
};

export const FORGES: readonly Forge[] = [
  {
    kind: 'github',
    issuer: 'https://token.actions.githubusercontent.com',
    host: 'https://github.com',
    separator: '/',
  },
  { kind: 'gitlab', issuer: 'https://gitlab.com', host: 'https://gitlab.com', separator: '//' },
];

export const GOOGLE_ISSUER = 'https://accounts.google.com';

/** The forge of an issuer. Enterprises of GitHub have issuers of their own below the common one. */
export const forgeOf = (issuer: string): Forge | undefined =>
  FORGES.find((forge) => issuer === forge.issuer || issuer.startsWith(`${forge.issuer}/`));

/** Lower case of ASCII letters only: other alphabets have letters that fold into ASCII ones. */
export const asciiLower = (text: string): string =>
  text.replaceAll(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));

/** Names of owners and repositories are the same in any case on both forges. */
export const sameRepository = (a: string, b: string): boolean => asciiLower(a) === asciiLower(b);

/** What follows `prefix`, the case of ASCII letters in it aside. */
export const afterPrefix = (text: string, prefix: string): string | undefined =>
  asciiLower(text.slice(0, prefix.length)) === asciiLower(prefix) ? text.slice(prefix.length) : undefined;
