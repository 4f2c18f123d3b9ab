const LONGEST_SHOWN = 120;

/** Everything that could move the cursor, hide text or end a line in a report, a terminal or a CI log. */
const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A name from outside as it may stand in a message: in double quotes, shortened to 120 characters,
 * control, bidirectional and invisible characters written as `\uXXXX`.
 */
export const quoteName = (name: string): string => {
  const shown = name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name;
  return `"${shown.replace(/["\\]/g, '\\$&').replace(UNPRINTABLE, escaped)}"`;
};
