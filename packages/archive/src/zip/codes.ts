import type { ArchiveProblem } from '../types.ts';

/**
 * Everything that can be wrong with a ZIP archive; the rule that stands on a code is `zip/<code>`.
 * A code never mixes what PyPI refuses today with what only custody asks for.
 */
export const ZIP_CODES = [
  // The archive as a whole.
  'not-a-zip',
  'truncated',
  'prefixed-data',
  'trailing-data',
  'multiple-end-records',
  'archive-comment',
  'directory-mismatch',
  'split-archive',
  'zip64',
  'zip64-mismatch',
  'polyglot-tar',
  'compression-ratio',
  'size-limit',
  // How entries lie in the file.
  'gap',
  'overlap',
  'hidden-entry',
  'missing-local-header',
  'header-mismatch',
  'header-field-mismatch',
  'data-descriptor',
  // Names.
  'duplicate-name',
  'name-collision',
  'name-encoding',
  'name-control-character',
  'path-traversal',
  'unsafe-name',
  'unicode-path-mismatch',
  // Other fields of one entry.
  'extra-field',
  'entry-comment',
  'version-needed',
  'compression-method',
  'encrypted',
  'reserved-flags',
  'directory-entry',
  'symlink',
  'special-file',
  'privileged-mode',
  // What only inflating can tell.
  'content-mismatch',
] as const;

export type ZipCode = (typeof ZIP_CODES)[number];

export type ZipProblem = ArchiveProblem<ZipCode>;
