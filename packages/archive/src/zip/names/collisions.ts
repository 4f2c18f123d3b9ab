import { asBuffer } from '../bytes.ts';
import { type Problems, quote } from '../problems.ts';
import type { DirectoryRecord } from '../record.ts';

const ASCII = /^[\u0000-\u007f]*$/;

/** The name as a file system that ignores case and composition sees it; a directory's slash does not count. */
const foldName = (name: string, ascii: boolean): string => {
  const bare = name.endsWith('/') ? name.slice(0, -1) : name;
  // Upper case first: it maps ß, ſ and the final sigma to what full case folding gives.
  const folded = ascii
    ? bare.toLowerCase()
    : bare.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
  // '/' becomes the lowest character: in sorted order a file is then followed at once by whatever lies below it.
  return folded.replaceAll('/', '\u0000');
};

type Named = Pick<DirectoryRecord, 'name' | 'rawName' | 'kind' | 'index' | 'recordOffset'>;

/** Z08: no name twice, none that differs only by case or composition, no file where another name needs a directory. */
export const judgeCollisions = (records: readonly Named[], problems: Problems): void => {
  const names = new Map<string, Named>();
  const rawNames = new Map<string, Named>();
  const folded = new Map<string, Named>();
  for (const record of records) {
    const { name } = record;
    const ascii = ASCII.test(name);
    // The same bytes can be two names, by the UTF-8 flag; PyPI compares the bytes.
    const raw = ascii ? name : asBuffer(record.rawName).toString('latin1');
    const same = names.get(name) ?? (ascii ? undefined : rawNames.get(raw));
    if (same !== undefined) {
      problems.add(
        'duplicate-name',
        `Entries ${same.index} and ${record.index} have this name.`,
        record.recordOffset,
        name,
      );
      continue;
    }
    names.set(name, record);
    if (!ascii) rawNames.set(raw, record);
    const key = foldName(name, ascii);
    const twin = folded.get(key);
    if (twin === undefined) folded.set(key, record);
    else
      problems.add(
        'name-collision',
        `The name is ${quote(twin.name)} on a system that ignores case or composition.`,
        record.recordOffset,
        name,
      );
  }
  const keys = [...folded.keys()].sort();
  for (const [index, key] of keys.entries()) {
    const record = folded.get(key);
    const next = keys[index + 1];
    if (record === undefined || next === undefined || record.kind === 'directory') continue;
    if (!next.startsWith(`${key}\u0000`)) continue;
    problems.add(
      'name-collision',
      `The entry is no directory, but ${quote(folded.get(next)?.name ?? '')} lies below it.`,
      record.recordOffset,
      record.name,
    );
  }
};
