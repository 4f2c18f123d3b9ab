import { createHash, type Hash, hash } from 'node:crypto';

/** Digests in lower-case hex: SHA-256 always, others by the name that node:crypto has for them. */
export type Digests = { readonly sha256: string; readonly others: ReadonlyMap<string, string> };

export type Digester = {
  readonly update: (chunk: Uint8Array) => void;
  readonly finish: () => Digests;
};

const open = (algorithm: string): Hash | undefined => {
  try {
    return createHash(algorithm);
  } catch {
    // A build of Node may lack an algorithm (FIPS): its digest then stays unknown.
    return undefined;
  }
};

/** Hashes content of at most `size` bytes once, in chunks. One chunk that is all of it is hashed in one call, which costs a third of the stream's set-up. */
export const createDigester = (size: number, others: ReadonlySet<string>): Digester => {
  let stream: Hash | undefined;
  let whole: string | undefined;
  const further = [...others]
    .filter((algorithm) => algorithm !== 'sha256')
    .flatMap((algorithm) => {
      const opened = open(algorithm);
      return opened === undefined ? [] : [{ algorithm, opened }];
    });
  return {
    update: (chunk) => {
      if (chunk.length === 0) return;
      // The readers of archives see to it; a wrong hash would be worse than none.
      if (whole !== undefined) throw new RangeError(`more than the ${size} bytes declared`);
      if (stream === undefined && chunk.length === size) whole = hash('sha256', chunk, 'hex');
      else {
        stream ??= createHash('sha256');
        stream.update(chunk);
      }
      for (const { opened } of further) opened.update(chunk);
    },
    finish: () => ({
      sha256: stream?.digest('hex') ?? whole ?? hash('sha256', '', 'hex'),
      others: new Map(further.map(({ algorithm, opened }) => [algorithm, opened.digest('hex')])),
    }),
  };
};
