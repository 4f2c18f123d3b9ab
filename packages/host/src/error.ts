/** Everything that can go wrong with the outside world, by what a person would do about it. */
export type HostErrorCode =
  | 'not-found'
  | 'not-a-file'
  | 'not-a-directory'
  | 'unreadable'
  | 'out-of-range'
  | 'truncated'
  | 'changed'
  | 'too-large'
  | 'exists'
  | 'no-space'
  | 'read-only'
  | 'denied'
  | 'unwritable'
  | 'aborted'
  | 'bad-environment'
  /** The run was told not to use the network. */
  | 'offline'
  /** No connection, or one that broke or took too long. */
  | 'network'
  /** The other side's certificate is not trusted. */
  | 'untrusted'
  /** An answer that is no use: a status, a redirect that is not followed, an encoding. */
  | 'bad-answer'
  | 'bad-url';

/** The one error of this package: says what, where, and what to do. `path` is as the caller named it. */
export class HostError extends Error {
  readonly code: HostErrorCode;
  readonly path: string | undefined;

  constructor(code: HostErrorCode, message: string, options: { path?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'HostError';
    this.code = code;
    this.path = options.path;
  }
}

/** The system's word for a failure (`ENOENT`), or an empty string for anything else. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** True for what a failing system call throws; false for errors of ours or of a library, whatever `code` they carry. */
export const isSystemError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && systemCode(error) !== '';
