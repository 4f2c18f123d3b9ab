import { asBuffer } from '../bytes.ts';
import { type Problems, quote } from '../problems.ts';
import type { DirectoryRecord } from '../record.ts';

const ASCII = /^[\u0000-\u007f]*$/;

/** The name as a file system that ignores case and composition sees it; a directory's slash does not count. */
const foldName = (name: string): string => {
  const bare = name.endsWith('/') ? name.slice(0, -1) : name;
  if (ASCII.test(bare)) return bare.toLowerCase();
  // Upper case first: it maps ß, ſ and the final sigma to what full case folding gives.
  return bare.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
};

type Named = Pick<DirectoryRecord, 'name' | 'rawName' | 'kind' | 'index' | 'recordOffset'>;

/** Z08: no name twice, none that differs only by case or composition, no file where another name needs a directory. */
export const judgeCollisions = (records: readonly Named[], problems: Problems): void => {
  const names = new Map<string, Named>();
  const raw = new Map<string, Named>();
  const folded = new Map<string, Named>();
  // '/' becomes the lowest character: in sorted order a file is then followed at once by whatever lies below it.
  const paths: { key: string; record: Named }[] = [];
  for (const record of records) {
    const { name } = record;
    const bytes = asBuffer(record.rawName).toString('latin1');
    const same = raw.get(bytes) ?? names.get(name);
    if (same !== undefined) {
      problems.add(
        'duplicate-name',
        `Entries ${same.index} and ${record.index} have this name.`,
        record.recordOffset,
        name,
      );
      continue;
    }
    raw.set(bytes, record);
    names.set(name, record);
    const key = foldName(name);
    const twin = folded.get(key);
    if (twin === undefined) {
      folded.set(key, record);
      paths.push({ key: key.replaceAll('/', '\u0000'), record });
    } else
      problems.add(
        'name-collision',
        `The name is ${quote(twin.name)} on a system that ignores case or composition.`,
        record.recordOffset,
        name,
      );
  }
  paths.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (const [index, { key, record }] of paths.entries()) {
    const below = paths[index + 1];
    if (below === undefined || record.kind === 'directory' || !below.key.startsWith(`${key}\u0000`)) continue;
    problems.add(
      'name-collision',
      `The entry is no directory, but ${quote(below.record.name)} lies below it.`,
      record.recordOffset,
      record.name,
    );
  }
};
