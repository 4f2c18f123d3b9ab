const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 as a text, its byte order mark kept, so that the same text gives the same bytes; undefined where it is none. */
export const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};
