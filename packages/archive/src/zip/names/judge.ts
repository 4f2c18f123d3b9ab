import type { Problems } from '../problems.ts';
import type { DirectoryRecord } from '../record.ts';
import { DIRECTORY_RECORD_SIZE, FLAG_UTF8 } from '../records.ts';
import { encodingFault } from './decode.ts';
import { nameFaults } from './safety.ts';

/** Z09: the name is sound UTF-8, stays inside the target, and means the same to everyone. */
export const judgeName = (record: DirectoryRecord, problems: Problems): void => {
  const at = record.recordOffset + DIRECTORY_RECORD_SIZE;
  const encoding = encodingFault(record.rawName, (record.flags & FLAG_UTF8) !== 0);
  if (encoding !== undefined) problems.add('name-encoding', encoding, at, record.name);
  for (const fault of nameFaults(record.name)) problems.add(fault.code, fault.message, at, record.name);
};
