export type ZipErrorCode =
  /** The entry's content cannot be had: damaged, encrypted, or of an unknown method. */
  | 'unreadable-entry'
  /** A read outside the content. */
  | 'out-of-range'
  /** Random access into a large entry went back too often. */
  | 'too-many-restarts'
  /** The archive has problems that a rewrite would hide or carry on. */
  | 'unsound-archive'
  /** Edits that contradict each other or the archive. */
  | 'bad-edit';

/** Thrown where going on is impossible, or the caller asked for what cannot be. Bad bytes alone are problems, not errors. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
  readonly code: ZipErrorCode;

  constructor(code: ZipErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
