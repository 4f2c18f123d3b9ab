const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** A name as code, in which a browser may break the line after a slash, dot or underscore. */
export const codeHtml = (text: string): string =>
  `<code>${escapeHtml(text).replace(/[/._]/g, '$&<wbr>')}</code>`;
