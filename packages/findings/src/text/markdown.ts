// Every ASCII character that could start markup, HTML, a link, an emoji, a formula, a table cell, a mention or a reference.
const ACTIVE = /[#$&*<>@[\\\]_`|~]|:(?=\S)/g;

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;

/** Text that reads the same in Markdown and does nothing: no markup, no HTML, no cell border, no link. */
export const escapeMarkdown = (text: string): string => {
  const escaped = text.replace(ACTIVE, (character) =>
    // GitHub looks for @people and #issues after decoding; in an element of its own the sign is followed by nothing.
    character === '@' || character === '#' ? `<span>${entity(character)}</span>` : entity(character),
  );
  return escaped.replace(/www\./gi, (match) => `${match.slice(0, 3)}&#46;`);
};

/** A name as inline code, escaped so that even backticks in it are only backticks. */
export const codeMarkdown = (text: string): string => `<code>${text.replace(ACTIVE, entity)}</code>`;
