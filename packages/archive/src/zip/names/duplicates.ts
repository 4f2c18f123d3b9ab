import { asBuffer } from '../bytes.ts';
import type { Problems } from '../problems.ts';
import type { DirectoryRecord } from '../record.ts';

const ASCII = /^[\u0000-\u007f]*$/;

type Named = Pick<DirectoryRecord, 'name' | 'rawName' | 'index' | 'recordOffset'>;

/**
 * Z08: no name twice, neither decoded nor as bytes: the same bytes can be two names, by the UTF-8 flag, and PyPI compares the bytes.
 * Returns the records without the repetitions.
 */
export const judgeDuplicates = <T extends Named>(records: readonly T[], problems: Problems): readonly T[] => {
  const names = new Map<string, Named>();
  const rawNames = new Map<string, Named>();
  return records.filter((record) => {
    const { name } = record;
    const raw = ASCII.test(name) ? undefined : asBuffer(record.rawName).toString('latin1');
    const same = names.get(name) ?? (raw === undefined ? undefined : rawNames.get(raw));
    if (same === undefined) {
      names.set(name, record);
      if (raw !== undefined) rawNames.set(raw, record);
      return true;
    }
    problems.add(
      'duplicate-name',
      `Entries ${same.index} and ${record.index} have this name.`,
      record.recordOffset,
      name,
    );
    return false;
  });
};
