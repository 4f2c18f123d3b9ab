import { readPdmLock } from './formats/pdm.ts';
import { readPipfileLock } from './formats/pipfile.ts';
import { readPoetryLock } from './formats/poetry.ts';
import { readPylock } from './formats/pylock.ts';
import type { Making } from './formats/table.ts';
import { readUvLock } from './formats/uv.ts';
import { tableLines } from './lines.ts';
import { readRequirements } from './requirements/read.ts';
import { shownText, textOfLock } from './text.ts';
import { readToml, type Table } from './toml.ts';
import type { LockedPackage, LockReading } from './types.ts';

export type LockFormat = 'requirements' | 'pylock' | 'uv' | 'poetry' | 'pdm' | 'pipfile';

/** More bytes than any lock has; reading them all takes seconds. */
const MAX_BYTES = 64 * 1024 * 1024;

type TomlFormat = Exclude<LockFormat, 'requirements' | 'pipfile'>;

const TOML: Readonly<Record<TomlFormat, (root: Table, listed: boolean) => LockReading>> = {
  pylock: readPylock,
  uv: readUvLock,
  poetry: readPoetryLock,
  pdm: readPdmLock,
};

/** The format that a file's name announces (PEP 751, "File Name"; the others use fixed names; pip takes any `.txt` or `.in`). */
export const lockFormatOf = (fileName: string): LockFormat | undefined => {
  if (/^pylock(?:\.[^.]+)?\.toml$/.test(fileName)) return 'pylock';
  if (fileName === 'uv.lock' || fileName.endsWith('.py.lock')) return 'uv';
  if (fileName === 'poetry.lock') return 'poetry';
  if (fileName === 'Pipfile.lock') return 'pipfile';
  if (/^pdm(?:\.[^/]+)?\.lock$/.test(fileName)) return 'pdm';
  return /\.(?:txt|in)$/.test(fileName) ? 'requirements' : undefined;
};

export type AnyLockReading =
  | { readonly kind: 'lock'; readonly format: LockFormat; readonly reading: LockReading }
  | { readonly kind: 'unreadable'; readonly reason: string };

const unreadable = (reason: string): AnyLockReading => ({ kind: 'unreadable', reason });

/** The same packages, which nobody else has seen yet, each with the line of its table. */
const withLines = (reading: LockReading, text: string, key: string): LockReading => {
  const lines = tableLines(text, key, reading.entries);
  const packages: readonly Making<LockedPackage>[] = reading.packages;
  for (const locked of packages) {
    const line = locked.entry === undefined ? undefined : lines[locked.entry];
    if (line !== undefined) locked.line = line;
  }
  return reading;
};

const keyOf = (format: TomlFormat, table: Table): string =>
  format === 'pylock' ? 'packages' : format === 'uv' && !table.has('package') ? 'distribution' : 'package';

export type LockOptions = {
  /**
   * False where nobody asks for the files of packages: a uv.lock, of which they are most, then lists none of those that are as uv writes
   * them. Problems are the same.
   */
  readonly files?: boolean;
};

/** Reads a lock of a known format. Nothing that it points to is opened. Never throws. */
export const readLockAs = (
  bytes: Uint8Array,
  format: LockFormat,
  { files = true }: LockOptions = {},
): AnyLockReading => {
  if (bytes.length > MAX_BYTES)
    return unreadable(`it has ${bytes.length} bytes; at most ${MAX_BYTES} are read`);
  const text = textOfLock(bytes);
  if (text === undefined) return unreadable('it is not UTF-8');
  if (format === 'requirements') return { kind: 'lock', format, reading: readRequirements(bytes) };
  if (format === 'pipfile') {
    const reading = readPipfileLock(text);
    return 'kind' in reading
      ? unreadable(`it is no JSON: ${reading.message}`)
      : { kind: 'lock', format, reading };
  }
  const toml = readToml(text);
  return toml.kind === 'malformed'
    ? unreadable(`it is no TOML: line ${toml.line ?? 1}: ${toml.message}`)
    : {
        kind: 'lock',
        format,
        reading: withLines(TOML[format](toml.table, files), text, keyOf(format, toml.table)),
      };
};

/** Reads a lock or requirements file, its format told by its name. Nothing that it points to is opened. Never throws. */
export const readLock = (bytes: Uint8Array, fileName: string): AnyLockReading => {
  const format = lockFormatOf(fileName);
  return format === undefined
    ? unreadable(
        `${shownText(fileName)} is no lock file by its name: requirements*.txt, pylock*.toml, uv.lock, poetry.lock, pdm.lock and Pipfile.lock are read`,
      )
    : readLockAs(bytes, format);
};
