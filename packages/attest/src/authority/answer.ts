import { readJson } from '../json/read.ts';
import type { Json } from '../json/types.ts';
import { AuthorityError } from './error.ts';
import { canonicalBytes, type Writable } from './canonical.ts';

/** One HTTP request, as far as an authority looks at it. */
export type AuthorityRequest = {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
};

export type AuthorityAnswer = {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
  /** Path below the server's root. */
  readonly location?: string;
};

export const jsonAnswer = (value: Writable, status = 200): AuthorityAnswer => ({
  status,
  type: 'application/json',
  body: canonicalBytes(value),
});

export const textAnswer = (text: string): AuthorityAnswer => ({
  status: 200,
  type: 'text/plain; charset=utf-8',
  body: Buffer.from(text, 'utf8'),
});

export const bytesAnswer = (
  body: Uint8Array,
  type = 'application/octet-stream',
  status = 200,
): AuthorityAnswer => ({
  status,
  type,
  body,
});

export const badRequest = (message: string): AuthorityError => new AuthorityError('bad-request', message);

/** Larger statements are hashed by their client and logged by digest. */
export const MAX_BODY = 8 * 2 ** 20;

/** A request's body as JSON. Throws AuthorityError `bad-request`. */
export const jsonBody = (request: AuthorityRequest): Json => {
  const read = readJson(request.body, { maxBytes: MAX_BODY, maxDepth: 32 });
  if (read.kind === 'read') return read.value;
  throw badRequest(read.problems[0].message);
};
