/** Everything that can be wrong with a store, by what a person would do about it. */
export type StoreErrorCode =
  /** There is none yet: sync or import. */
  | 'no-store'
  /** Bytes are not as they were written: sync again. */
  | 'damaged'
  /** Some other file. */
  | 'foreign'
  /** Made by a custody with another format of store. */
  | 'old-format'
  | 'new-format'
  /** What is to be put in is more than a store holds. */
  | 'too-large'
  /** Used after `close`. */
  | 'closed'
  /** Another sync or import finished meanwhile. */
  | 'changed'
  /** What was given to import or sync cannot be used. */
  | 'unusable-source'
  /** What was given to import is something else, and no advisories. */
  | 'no-advisories';

/** A store cannot be used, or cannot be made: says what, where, and what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly path: string | undefined;

  constructor(code: StoreErrorCode, message: string, options: { path?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'StoreError';
    this.code = code;
    this.path = options.path;
  }
}
