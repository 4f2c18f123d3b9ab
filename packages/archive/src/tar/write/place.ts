const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** What goes into a header's field where the true value stands in a pax record: readable, and never another name. */
export const shorten = (text: string, length: number): string =>
  text.replace(/[^\x20-\x7e]/gu, '_').slice(0, length);

/** A text for a field of `length` bytes: undefined when it needs a pax record. */
export const placeText = (text: string, length: number): string | undefined =>
  isPlain(text) && text.length <= length ? text : undefined;

/** A path for prefix and name, cut at a slash; undefined when it needs a pax record. */
export const placePath = (path: string): { readonly prefix: string; readonly name: string } | undefined => {
  if (!isPlain(path)) return undefined;
  if (path.length <= 100) return { prefix: '', name: path };
  // The earliest cut that leaves the name short enough; a directory's last slash is no cut.
  const cut = path.indexOf('/', path.length - 101);
  if (cut <= 0 || cut > 155 || cut >= path.length - 1) return undefined;
  return { prefix: path.slice(0, cut), name: path.slice(cut + 1) };
};
