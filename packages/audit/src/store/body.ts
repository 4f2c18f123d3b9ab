import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { StoreError } from './error.ts';
import { HEADER, type Span, spanOf } from './layout.ts';

/** Bytes. Held in memory while it is made. */
const MAX_BODY = 2 ** 31;

/** Takes the values of a body in order. */
export type Writer = {
  readonly put: (value: unknown) => Span;
  readonly end: () => {
    readonly pieces: readonly Uint8Array[];
    readonly size: number;
    readonly digest: string;
  };
};

/** Lays a body out piece by piece, its digest with it. Throws StoreError `too-large`. */
export const bodyWriter = (): Writer => {
  const pieces: Uint8Array[] = [];
  const hash = createHash('sha256');
  let offset = HEADER;
  return {
    put: (value) => {
      // A line each, so that a person can look into the file.
      const bytes = Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');
      const span = spanOf(offset, bytes);
      offset += bytes.length;
      if (offset > MAX_BODY)
        throw new StoreError(
          'too-large',
          `the advisories make a store of more than ${MAX_BODY} bytes; import fewer`,
        );
      pieces.push(bytes);
      hash.update(bytes);
      return span;
    },
    end: () => ({ pieces, size: offset, digest: hash.digest('hex') }),
  };
};
