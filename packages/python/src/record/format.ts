/** A field as Python's csv writer puts it: quoted only where it must be (QUOTE_MINIMAL), quotes doubled. */
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What a row says of a file: its SHA-256 in lower-case hex and its size in bytes. */
export type RowContent = { readonly sha256: string; readonly size: number };

/**
 * A RECORD row without line terminator, with the bytes that Python's `csv.writer` would write. Without `content` the hash and size
 * are empty, as RECORD's own row must be. Throws a RangeError for a digest that is not 64 hex digits or a size that is not a
 * whole number. Recording installed projects, "The RECORD file".
 */
export const formatRecordRow = (path: string, content?: RowContent): string => {
  if (content === undefined) return `${field(path)},,`;
  if (!/^[0-9a-f]{64}$/.test(content.sha256))
    throw new RangeError('A SHA-256 is 64 lower-case hexadecimal digits.');
  if (!Number.isSafeInteger(content.size) || content.size < 0)
    throw new RangeError('A size is a whole number of bytes.');
  return `${field(path)},sha256=${Buffer.from(content.sha256, 'hex').toString('base64url')},${content.size}`;
};
