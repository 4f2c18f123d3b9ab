import type { GzipCode } from '../gzip/index.ts';
import { GZIP_CODES } from '../gzip/index.ts';

/** What the tar reader can report beside the gzip codes: the rule that stands on one is `tar/<code>`. */
const TAR_ONLY_CODES = [
  'not-a-tar',
  'truncated',
  'checksum',
  'magic',
  'bad-number',
  'field-padding',
  'prefix-ambiguous',
  'size-of-non-file',
  'file-with-slash',
  'unknown-type',
  'pax-record',
  'pax-duplicate-key',
  'pax-unknown-key',
  'pax-size-mismatch',
  'pax-path-mismatch',
  'global-override',
  'gnu-longname',
  'extension-order',
  'sparse',
  'device-or-fifo',
  'link-outside',
  'hardlink-missing',
  'unsafe-name',
  'name-not-canonical',
  'name-encoding',
  'duplicate-name',
  'name-collision',
  'mode-bits',
  'world-writable',
  'missing-end-marker',
  'data-after-end',
  'padding-not-zero',
  'bomb',
] as const;

export type TarCode = (typeof TAR_ONLY_CODES)[number] | GzipCode;

/** Every code, gzip's first. */
export const TAR_CODES: readonly TarCode[] = [...new Set<TarCode>([...GZIP_CODES, ...TAR_ONLY_CODES])];
