import { entryNameProblems } from '../names/index.ts';
import type { Report } from './report.ts';
import type { TarEntry } from './types.ts';

const SPECIAL_BITS = 0o7000;
const WRITABLE_BY_ALL = 0o002;
const KNOWN_TYPES = '\x000123456S';

const octal = (mode: number): string => `0${mode.toString(8)}`;

/** What one member shows by itself: its name, kind and mode (PEP 721; POSIX.1-2017 pax, "ustar Interchange Format"). */
export const judgeMember = (entry: TarEntry, report: Report): void => {
  const { headerOffset, name, kind, mode } = entry;
  for (const { code, message } of entryNameProblems(name))
    report(
      code === 'dot-segment' || code === 'empty-segment' ? 'name-not-canonical' : 'unsafe-name',
      message,
      headerOffset,
      name,
    );
  if (kind === 'sparse')
    report('sparse', 'A sparse file: its stored bytes are not its content.', headerOffset, name);
  if (kind === 'device' || kind === 'fifo')
    report('device-or-fifo', `A ${kind} has no place in a source archive.`, headerOffset, name);
  if (kind !== 'sparse' && !KNOWN_TYPES.includes(entry.type))
    report(
      'unknown-type',
      `The typeflag 0x${entry.type.charCodeAt(0).toString(16).padStart(2, '0')} is none that all readers know.`,
      headerOffset + 156,
      name,
    );
  // What a link's own mode says is used by nobody.
  if (kind === 'symlink' || kind === 'hardlink') return;
  if ((mode & SPECIAL_BITS) !== 0)
    report('mode-bits', `The mode ${octal(mode)} sets setuid, setgid or sticky.`, headerOffset + 100, name);
  if ((mode & WRITABLE_BY_ALL) !== 0)
    report('world-writable', `The mode ${octal(mode)} lets everyone write.`, headerOffset + 100, name);
};
