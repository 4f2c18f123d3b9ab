import type { Problems } from './problems.ts';
import type { DirectoryRecord } from './record.ts';
import {
  FLAG_DATA_DESCRIPTOR,
  FLAG_ENCRYPTED,
  FLAG_MASKED_HEADERS,
  FLAG_STRONG_ENCRYPTION,
  FLAG_UTF8,
  METHOD_AES,
  METHOD_DEFLATED,
  METHOD_STORED,
} from './records.ts';

const ENCRYPTION = FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED_HEADERS;
/** Bits 1 and 2 tell the deflate level and change nothing. */
const KNOWN = ENCRYPTION | 0b110 | FLAG_DATA_DESCRIPTOR | FLAG_UTF8;

/** The newest version of the format that readers know (6.3); Python refuses an archive that asks for more (APPNOTE 4.4.3). */
const NEWEST = 63;

/** Z11: STORED or DEFLATED, not encrypted, no patch data, no reserved bits. */
export const judgeMethod = (record: DirectoryRecord, problems: Problems): void => {
  const { method, flags, name } = record;
  const at = record.recordOffset + 8;
  if (record.versionNeeded > NEWEST)
    problems.add(
      'version-needed',
      `The entry asks for version ${record.versionNeeded} of the format, ${NEWEST} is the newest.`,
      at - 2,
      name,
    );
  if (method !== METHOD_STORED && method !== METHOD_DEFLATED)
    problems.add('compression-method', `The compression method is ${method}.`, at + 2, name);
  if ((flags & ENCRYPTION) !== 0 || method === METHOD_AES)
    problems.add('encrypted', `The flags 0x${flags.toString(16)} say that the entry is encrypted.`, at, name);
  if ((flags & ~KNOWN) !== 0)
    problems.add(
      'reserved-flags',
      `The flags 0x${flags.toString(16)} have bits that are reserved or mean patch data.`,
      at,
      name,
    );
};
