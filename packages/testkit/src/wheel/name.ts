/** A project name as file names spell it: lower case, runs of `-`, `_` and `.` become one `_`. Binary distribution format, File name convention. */
export const escapeName = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '_');

/** A version as file names spell it. */
export const escapeVersion = (version: string): string => version.replaceAll('-', '_');

/** `py2.py3-none-any` from its expanded tags. Sound only where the tags are a full product, as they are in real wheels. PEP 425, compressed tag sets. */
export const compressTags = (tags: readonly string[]): string =>
  [0, 1, 2]
    .map((part) => [...new Set(tags.map((tag) => tag.split('-')[part] ?? ''))].sort().join('.'))
    .join('-');
