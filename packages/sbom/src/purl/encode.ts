const UNESCAPED = /[^A-Za-z0-9.\-_~:]/;

/**
 * Percent-encodes one part of a purl (ECMA-427, "Character encoding"): everything but ASCII letters, digits, `.`, `-`, `_`, `~` and `:`,
 * so also `+`, which readers that take a purl for a form would turn into a space.
 */
export const encodePart = (text: string): string =>
  UNESCAPED.test(text)
    ? encodeURIComponent(text.toWellFormed())
        .replaceAll('%3A', ':')
        .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    : text;

/** Gives undefined where the text is not percent-encoded UTF-8. */
export const decodePart = (text: string): string | undefined => {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
