import { canonicalVersion } from '@custody/python';

const ITSELF = /^[A-Za-z0-9._~:-]*$/;

/** ECMA-427: letters, digits, `.`, `-`, `_`, `~` and `:` stand for themselves. */
const encoded = (text: string): string =>
  ITSELF.test(text)
    ? text
    : encodeURIComponent(text.toWellFormed())
        .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
        .replaceAll('%3A', ':');

/** The canonical purl of a name and perhaps a version; the name is in the normal form of its type. */
export const purlOf = (type: string, name: string, version?: string): string => {
  const written = type === 'pypi' && version !== undefined ? (canonicalVersion(version) ?? version) : version;
  return `pkg:${type}/${encoded(name)}${written === undefined ? '' : `@${encoded(written)}`}`;
};
