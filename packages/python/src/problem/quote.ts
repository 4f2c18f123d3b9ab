const SHOWN = 60;

/** What was received, for a message: quoted, escaped as JSON does it, at most 60 characters of it. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
