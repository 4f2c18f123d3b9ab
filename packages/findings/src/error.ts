export type FindingsErrorCode = 'duplicate-rule' | 'malformed-rule-id' | 'malformed-date';

/** The caller handed in something that no data could excuse: a broken rule table, a date that is none. */
export class FindingsError extends Error {
  readonly code: FindingsErrorCode;

  constructor(code: FindingsErrorCode, message: string) {
    super(message);
    this.name = 'FindingsError';
    this.code = code;
  }
}
