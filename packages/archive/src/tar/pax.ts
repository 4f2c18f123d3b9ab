import { quoteName } from '../names/index.ts';
import type { Report } from './report.ts';
import { decodeText } from './text.ts';

/** POSIX.1-2017 pax, "pax Extended Header Keywords", and `ctime`, which all writers kept from its draft. */
const KEYS = new Set(
  'atime charset comment ctime gid gname hdrcharset linkpath mtime path size uid uname'.split(' '),
);
const FAMILIES = ['GNU.', 'LIBARCHIVE.', 'MSWINDOWS.', 'RHT.', 'SCHILY.', 'realtime.', 'security.'];

/** Values that are bytes, not text: extended attributes as Schilling's star and Red Hat write them. */
const BINARY = /^(?:SCHILY\.xattr\.|RHT\.)/;

/** GNU's sparse format 0.0 says these once per piece of the file. */
const REPEATED = new Set(['GNU.sparse.offset', 'GNU.sparse.numbytes']);

const SPACE = 0x20;
const NEWLINE = 0x0a;
const EQUALS = 0x3d;

/** The decimal length at `at` and the offset behind its space; undefined when malformed. POSIX: no sign, no leading zero. */
const readLength = (bytes: Uint8Array, at: number): { length: number; end: number } | undefined => {
  let length = 0;
  let end = at;
  for (; end - at < 8 && end < bytes.length; end += 1) {
    const digit = (bytes[end] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    length = length * 10 + digit;
  }
  if (end === at || bytes[end] !== SPACE || bytes[at] === 0x30) return undefined;
  return { length, end: end + 1 };
};

const isKnown = (key: string): boolean => KEYS.has(key) || FAMILIES.some((family) => key.startsWith(family));

/**
 * The records of one extended header: `"%d %s=%s\n"` of length, keyword and value (POSIX.1-2017 pax, "pax Header Block").
 * A malformed record ends the reading of the header, since nothing tells where the next one begins; what stood before it
 * is kept. The last record of a keyword counts. `offset` is where the bytes stand in the stream.
 */
export const parsePax = (bytes: Uint8Array, offset: number, report: Report): Map<string, string> => {
  const records = new Map<string, string>();
  let isBinaryCharset = false;
  for (let at = 0; at < bytes.length; ) {
    const where = offset + at;
    const head = readLength(bytes, at);
    const next = at + (head?.length ?? 0);
    if (head === undefined || next > bytes.length || next <= head.end) {
      report('pax-record', 'The length of a pax record is malformed or leads out of its header.', where);
      break;
    }
    if (bytes[next - 1] !== NEWLINE) {
      report('pax-record', 'A pax record does not end in a newline where its length says.', where);
      break;
    }
    const record = bytes.subarray(head.end, next - 1);
    const equals = record.indexOf(EQUALS);
    if (equals <= 0) {
      report('pax-record', 'A pax record has no keyword.', where);
      break;
    }
    at = next;
    const key = decodeText(record.subarray(0, equals));
    const value = decodeText(record.subarray(equals + 1));
    const shown = quoteName(key.text);
    const binary = BINARY.test(key.text);
    if (!key.valid || (!value.valid && !binary))
      // `hdrcharset=BINARY` allows it, but what the bytes mean then depends on the reader's locale.
      report(
        isBinaryCharset ? 'name-encoding' : 'pax-record',
        `The pax record ${shown} is not UTF-8.`,
        where,
      );
    if (key.text.includes('\0') || (!binary && value.text.includes('\0')))
      report('pax-record', `The pax record ${shown} holds a NUL, where some readers end the value.`, where);
    if (!isKnown(key.text)) report('pax-unknown-key', `The pax keyword ${shown} is not known.`, where);
    if (records.has(key.text) && !REPEATED.has(key.text))
      report('pax-duplicate-key', `The pax keyword ${shown} stands twice in one header.`, where);
    if (key.text === 'hdrcharset') isBinaryCharset = value.text === 'BINARY';
    records.set(key.text, value.text);
  }
  return records;
};
