import type { ZipCode } from '../codes.ts';
import { ZipError } from '../error.ts';
import type { ZipReading } from '../read.ts';

/**
 * Framing that a rewrite would mend without a word, or copy to where it means something else: the evidence would be gone.
 * All others lie inside the ranges and records that are copied as they are (data descriptors among them), and survive.
 */
const FRAMING: ReadonlySet<ZipCode> = new Set<ZipCode>([
  'not-a-zip',
  'truncated',
  'prefixed-data',
  'trailing-data',
  'multiple-end-records',
  'directory-mismatch',
  'split-archive',
  'zip64',
  'zip64-mismatch',
  'size-limit',
  'polyglot-tar',
  'gap',
  'overlap',
  'hidden-entry',
  'missing-local-header',
  'header-mismatch',
  'duplicate-name',
]);

/** What an entry's new headers would mend: only of importance where the entry is written anew. */
const HEADERS: ReadonlySet<ZipCode> = new Set<ZipCode>([
  'header-field-mismatch',
  'extra-field',
  'unicode-path-mismatch',
  'reserved-flags',
  'encrypted',
]);

/** Throws `unsound-archive` where a rewrite that touches these entries would launder a problem. */
export const refuseUnsound = (reading: ZipReading, touched: ReadonlySet<string>): void => {
  if (!reading.readable) throw new ZipError('unsound-archive', 'The archive cannot be read.');
  const bad = reading.problems.find(
    ({ code, entry }) =>
      FRAMING.has(code) || (HEADERS.has(code) && (entry === undefined || touched.has(entry))),
  );
  if (bad !== undefined)
    throw new ZipError(
      'unsound-archive',
      `The archive is not rewritten, because that would hide a problem (${bad.code} at ${bad.offset}): ${bad.message}`,
    );
};
