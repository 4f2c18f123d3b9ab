/** What went wrong, as a closed set of words: `error.code` never changes between versions, its message may. */
export type BocErrorCode =
  | 'BOC_UNENCODABLE'
  | 'BOC_UNDECODABLE'
  | 'BOC_OUT_OF_SHARED_MEMORY'
  | 'BOC_NOT_HELD'
  | 'BOC_READ_ONLY'
  | 'BOC_BLOCKING_CALL'
  | 'BOC_NOT_QUIESCENT'
  | 'BOC_NOT_A_COWN'
  | 'BOC_UNKNOWN_BEHAVIOUR'
  | 'BOC_DUPLICATE_BEHAVIOUR'
  | 'BOC_STALE_CODE'
  | 'BOC_OUTSIDE_BEHAVIOUR'
  | 'BOC_MAIN_ONLY'
  | 'BOC_START_FAILED'
  | 'BOC_MISMATCHED_START'
  | 'BOC_STOPPED'
  | 'BOC_DROPPED'
  | 'BOC_CANCELLED'
  | 'BOC_TIMEOUT'
  | 'BOC_WORKER_DIED'
  | 'BOC_ESCAPED_REFERENCE'
  | 'BOC_NOTICEBOARD_FULL'
  | 'BOC_BAD_KEY'
  | 'BOC_MAILBOX_FULL'
  | 'BOC_BAD_OPTION';

/** The one class of errors of this package: what is wrong, what was expected, and what to do, told by `message`; machines look at `code`. */
export class BocError extends Error {
  override readonly name = 'BocError';
  readonly code: BocErrorCode;

  constructor(code: BocErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
