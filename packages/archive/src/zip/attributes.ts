import type { EntryKind } from '../types.ts';
import type { Problems } from './problems.ts';
import type { DirectoryRecord } from './record.ts';

const TYPE_MASK = 0xf000;
const TYPE_FILE = 0x8000;
const TYPE_DIRECTORY = 0x4000;
const TYPE_SYMLINK = 0xa000;
const DOS_DIRECTORY = 0x10;

/** The Unix mode in the external attributes; extractors look at it whatever system the archive claims to come from. */
const modeOf = (externalAttributes: number): number => externalAttributes >>> 16;

/** What an extractor would make of the entry: a directory by its name's slash, anything else by its mode. */
export const kindOf = (name: string, externalAttributes: number): EntryKind => {
  const type = modeOf(externalAttributes) & TYPE_MASK;
  if (type === TYPE_SYMLINK) return 'symlink';
  if (type !== 0 && type !== TYPE_FILE && type !== TYPE_DIRECTORY) return 'special';
  return name.endsWith('/') || type === TYPE_DIRECTORY ? 'directory' : 'file';
};

/** Z15: regular files and directories only, told apart by everyone in the same way, without privileges. */
export const judgeAttributes = (record: DirectoryRecord, problems: Problems): void => {
  const { name, externalAttributes, kind } = record;
  const mode = modeOf(externalAttributes);
  const type = mode & TYPE_MASK;
  const at = record.recordOffset + 38;
  if (kind === 'symlink') problems.add('symlink', 'The entry is a symbolic link.', at, name);
  if (kind === 'special')
    problems.add('special-file', `The entry's mode 0${mode.toString(8)} is no file or directory.`, at, name);
  if ((mode & 0o7000) !== 0)
    problems.add(
      'privileged-mode',
      `The entry's mode 0${mode.toString(8)} has a setuid, setgid or sticky bit.`,
      at,
      name,
    );
  const slash = name.endsWith('/');
  if (slash && type === TYPE_FILE)
    problems.add('directory-entry', 'The name is a directory, the mode a regular file.', at, name);
  if (!slash && (type === TYPE_DIRECTORY || (type === 0 && (externalAttributes & DOS_DIRECTORY) !== 0)))
    problems.add('directory-entry', 'The attributes are of a directory, the name has no slash.', at, name);
  if (slash && (record.size !== 0 || record.crc32 !== 0))
    problems.add('directory-entry', `The directory holds ${record.size} bytes of content.`, at, name);
};
