/** Names of lists that say what a directory of vendored code holds. */
const LISTS =
  /^(?:_?vendor(?:ed|s)?|third_?party|requirements|patched)(?:[-_](?:requirements|packages|versions))?\.txt$/;

export const isVendorList = (name: string): boolean => LISTS.test(name);

/** Only lists of this name make a vendor directory of the one that they lie in, whatever its name. */
export const isTellingList = (name: string): boolean => /^_?vendor(?:ed|s)?\.txt$/.test(name);

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a file says what others are: its content is kept. */
export const isTelling = (path: string): boolean =>
  path === 'pyproject.toml' ||
  path === 'PKG-INFO' ||
  isVendorList(nameOf(path)) ||
  /\.dist-info\/(?:METADATA|RECORD)$/.test(path);

/** Bounds of what is kept, in bytes: each file, and all together. */
export const KEPT_EACH = 4 * 1024 * 1024;
export const KEPT_TOTAL = 64 * 1024 * 1024;
