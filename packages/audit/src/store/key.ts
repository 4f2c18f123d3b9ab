/** Under what a package stands in the store. A NUL is in no name: the reader of records refuses control characters. */
export const keyOf = (ecosystem: string | undefined, name: string | undefined): string =>
  ecosystem === undefined || name === undefined ? '' : `${ecosystem}\u0000${name}`;

/** Ecosystem and name of a key; neither for the key of what names no package. */
export const packageOf = (key: string): { readonly ecosystem?: string; readonly name?: string } => {
  const at = key.indexOf('\u0000');
  return at < 0 ? {} : { ecosystem: key.slice(0, at), name: key.slice(at + 1) };
};

export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
