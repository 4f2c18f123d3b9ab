import { type LockedPackage, lockFormatOf, normalizeName, readLock } from '@custody/python';
import type { SourceFile } from '../../repository/source.ts';
import type { ByteRange } from '../../types.ts';
import { glanceAt } from './glance.ts';
import { namedIn } from './text.ts';
import type { NameSink } from './types.ts';

/** Lock files by their names; requirements files are read by themselves. */
export const isLockPath = (path: string): boolean => {
  const format = lockFormatOf(path.slice(path.lastIndexOf('/') + 1));
  return format !== undefined && format !== 'requirements';
};

/** How far behind the first line of an entry its name may stand. */
const NEAR = 400;

type Lines = (line: number) => number;

const lineStarts = (text: string): Lines => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (line) => starts[line - 1] ?? 0;
};

const rangeIn = (file: SourceFile, { line, name }: LockedPackage, start: Lines): ByteRange => {
  const from = line === undefined ? 0 : start(line);
  const at = file.text.slice(from, from + NEAR).indexOf(name);
  return at === -1 ? file.rangeOf(from, from) : file.rangeOf(from + at, from + at + name.length);
};

const readWholeLock = (file: SourceFile, sink: NameSink): void => {
  const lock = readLock(file.bytes, file.path.slice(file.path.lastIndexOf('/') + 1));
  if (lock.kind === 'unreadable') return void sink.unread({ path: file.path, reason: lock.reason });
  const start = lineStarts(file.text);
  for (const locked of lock.reading.packages) {
    if (locked.root === true || locked.source.kind === 'local') sink.own(normalizeName(locked.name));
    else if (locked.source.kind === 'index')
      sink.project(namedIn(file, rangeIn(file, locked, start), locked.name, 'lock'));
  }
};

/** The names that a lock file takes from an index. */
export const readLockNames = (file: SourceFile, sink: NameSink): void => {
  const format = lockFormatOf(file.path.slice(file.path.lastIndexOf('/') + 1));
  const seen =
    file.utf8 && (format === 'uv' || format === 'poetry' || format === 'pdm')
      ? glanceAt(file.text, format)
      : undefined;
  if (seen === undefined) return readWholeLock(file, sink);
  for (const { name, start, from } of seen) {
    if (from === 'local') sink.own(normalizeName(name));
    else if (from === 'index')
      sink.project(namedIn(file, file.rangeOf(start, start + name.length), name, 'lock'));
  }
};
