/** A JSON value as `JSON.parse` makes it. Objects may own a `__proto__` member: read members by `member`, copy with spread only. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export type JsonObject = { readonly [name: string]: Json | undefined };

/** A place in a text document. Lines and columns start at 1; columns count UTF-16 code units. */
export type TextPosition = { readonly line: number; readonly column: number };

/** Where a value stands: a JSON pointer (RFC 6901), "" for the whole document. */
export type JsonPointer = string;

export type JsonProblemCode =
  | 'too-large'
  | 'byte-order-mark'
  | 'not-utf-8'
  | 'syntax'
  | 'too-deep'
  | 'duplicate-key';

/** Something that a strict reader does not accept. */
export type JsonProblem = {
  readonly code: JsonProblemCode;
  /** One sentence with the actual values. */
  readonly message: string;
  readonly position: TextPosition;
};

/** Bounds that hold whatever the document says. `maxBytes` in bytes; `maxDepth` counts nested arrays and objects. */
export type JsonLimits = { readonly maxBytes: number; readonly maxDepth: number };
