/** Why an authority cannot be used, or answers a client with no. */
export type AuthorityErrorCode =
  /** What the client sent is not what the service takes. */
  | 'bad-request'
  /** The token, or the proof that the client holds the key, is not good. */
  | 'unauthorized'
  /** The entry is in the log already. */
  | 'exists'
  | 'not-found'
  /** What is on disk is no authority of custody's, or damaged. */
  | 'bad-state'
  /** A log's file is not what its last checkpoint says: somebody has changed the past. */
  | 'log-changed';

export class AuthorityError extends Error {
  override readonly name = 'AuthorityError';
  readonly code: AuthorityErrorCode;
  /** `exists`: path of the entry that is there. */
  readonly location: string | undefined;

  constructor(code: AuthorityErrorCode, message: string, location?: string) {
    super(message);
    this.code = code;
    this.location = location;
  }
}
