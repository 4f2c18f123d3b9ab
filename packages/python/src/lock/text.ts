const strict = new TextDecoder('utf-8', { fatal: true });

/** A lock's text, its byte order mark left out as pip does; undefined where it is not UTF-8. */
export const textOfLock = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};

const LONGEST = 120;

/** What a file says, for a message: on one line, shortened. */
export const shownText = (text: string): string => {
  const line = text.slice(0, LONGEST).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return JSON.stringify(text.length > LONGEST ? `${line}…` : line);
};
