import { readPoetryLock } from './formats/poetry.ts';
import { readPylock } from './formats/pylock.ts';
import { readUvLock } from './formats/uv.ts';
import { readRequirements } from './requirements/read.ts';
import { shownText, textOfLock } from './text.ts';
import { readToml, type Table } from './toml.ts';
import type { LockReading } from './types.ts';

export type LockFormat = 'requirements' | 'pylock' | 'uv' | 'poetry';

/** More bytes than any lock has; reading them all takes seconds. */
const MAX_BYTES = 64 * 1024 * 1024;

const TOML: Readonly<Record<Exclude<LockFormat, 'requirements'>, (root: Table) => LockReading>> = {
  pylock: readPylock,
  uv: readUvLock,
  poetry: readPoetryLock,
};

/** The format that a file's name announces (PEP 751, "File Name"; uv and Poetry use fixed names; pip takes any `.txt` or `.in`). */
export const lockFormatOf = (fileName: string): LockFormat | undefined => {
  if (/^pylock(?:\.[^.]+)?\.toml$/.test(fileName)) return 'pylock';
  if (fileName === 'uv.lock' || fileName.endsWith('.py.lock')) return 'uv';
  if (fileName === 'poetry.lock') return 'poetry';
  return /\.(?:txt|in)$/.test(fileName) ? 'requirements' : undefined;
};

export type AnyLockReading =
  | { readonly kind: 'lock'; readonly format: LockFormat; readonly reading: LockReading }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads a lock or requirements file. Nothing that it points to is opened. Never throws. */
export const readLock = (bytes: Uint8Array, fileName: string): AnyLockReading => {
  const format = lockFormatOf(fileName);
  if (format === undefined)
    return {
      kind: 'unreadable',
      reason: `${shownText(fileName)} is no lock file by its name: requirements*.txt, pylock*.toml, uv.lock and poetry.lock are read`,
    };
  if (bytes.length > MAX_BYTES)
    return { kind: 'unreadable', reason: `it has ${bytes.length} bytes; at most ${MAX_BYTES} are read` };
  const text = textOfLock(bytes);
  if (text === undefined) return { kind: 'unreadable', reason: 'it is not UTF-8' };
  if (format === 'requirements') return { kind: 'lock', format, reading: readRequirements(bytes) };
  const toml = readToml(text);
  return toml.kind === 'malformed'
    ? { kind: 'unreadable', reason: `it is no TOML: line ${toml.line ?? 1}: ${toml.message}` }
    : { kind: 'lock', format, reading: TOML[format](toml.table) };
};
