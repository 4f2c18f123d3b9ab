/** Why nothing was signed. */
export type SignErrorCode =
  /** There is no identity token, or it cannot be used. */
  | 'no-identity'
  /** A service cannot be reached or answers with an error, retries included. */
  | 'service'
  /** A service answers with something that is not what was asked for. */
  | 'bad-answer'
  /** What was to be signed is not fit for it. */
  | 'bad-statement'
  /** A key cannot be read, or not with this passphrase. */
  | 'bad-key'
  /** The SSH agent cannot or will not sign. */
  | 'agent'
  /** What was signed does not verify: it is not handed out. */
  | 'not-verified';

/** A JSON web token, whole or cut off: header and body begin with `{"`. */
const TOKEN = /\beyJ[\w-]{4,}(?:\.[\w-]*){0,2}/g;

/** Takes identity tokens out of a text: they are good for minutes, and logs are kept for years. */
export const withoutTokens = (text: string): string => text.replaceAll(TOKEN, '[token]');

/** Its message never holds a token, wherever the text came from; a cause is not kept, for it could. */
export class SignError extends Error {
  override readonly name = 'SignError';
  readonly code: SignErrorCode;

  constructor(code: SignErrorCode, message: string) {
    super(withoutTokens(message));
    this.code = code;
  }
}
