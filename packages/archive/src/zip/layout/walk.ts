import { Buffer } from 'node:buffer';
import { quoteName } from '../../names/index.ts';
import type { ArchiveLimits, ByteSource, ZipEntry } from '../../types.ts';
import { peek } from '../bytes.ts';
import type { ZipDirectory } from '../directory.ts';
import { decodeName } from '../names/decode.ts';
import type { Problems } from '../problems.ts';
import type { DirectoryRecord } from '../record.ts';
import { FLAG_DATA_DESCRIPTOR, FLAG_UTF8, LOCAL_HEADER_SIZE } from '../records.ts';
import { compareHeaders } from './compare.ts';
import { descriptorSize } from './descriptor.ts';
import { readLocal } from './local.ts';

const EMPTY = Buffer.alloc(0);
const LOCAL_SIGNATURE = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** How far into a gap a hidden local header is looked for; the gap itself is a problem in any case. */
const SEARCH = 64 * 1024;

const byHeaderOffset = (records: readonly DirectoryRecord[]): readonly DirectoryRecord[] => {
  const ordered = records.every(
    (record, index) => (records[index - 1]?.headerOffset ?? -1) <= record.headerOffset,
  );
  return ordered
    ? records
    : [...records].sort((a, b) => a.headerOffset - b.headerOffset || a.index - b.index);
};

/** Bytes that belong to no entry: foreign ones before the archive, local headers that the directory hides, or filling. */
const judgeGap = (source: ByteSource, start: number, end: number, problems: Problems): void => {
  if (start === 0) problems.add('prefixed-data', `${end} bytes stand before the first entry.`, 0);
  else problems.add('gap', `${end - start} bytes belong to no entry.`, start);
  const window = peek(source, start, Math.min(end - start, SEARCH));
  const found = window.indexOf(LOCAL_SIGNATURE);
  if (found < 0) return;
  const hidden = readLocal(source, start + found, 0);
  const name = hidden && decodeName(hidden.rawName, (hidden.flags & FLAG_UTF8) !== 0);
  problems.add(
    'hidden-entry',
    `The central directory does not know the local header ${name === undefined ? 'here' : `of ${quoteName(name)}`}.`,
    start + found,
    ...(name === undefined ? [] : [name]),
  );
};

/**
 * Reads all local headers in the order of the file, compares each with its record, and accounts for every byte from 0 to
 * the central directory: no gap, no overlap, nothing hidden (Z01, Z06). Gives the entries in the directory's order.
 */
export const walkEntries = (
  source: ByteSource,
  directory: ZipDirectory,
  limits: ArchiveLimits,
  problems: Problems,
): readonly ZipEntry[] => {
  const entries: ZipEntry[] = Array.from({ length: directory.records.length });
  let position = 0;
  let previous: DirectoryRecord | undefined;
  // Without overlaps the file's own size bounds this; many records that share one long header would multiply it.
  let budget = limits.maxDirectorySize;
  for (const record of byHeaderOffset(directory.records)) {
    const { headerOffset, name } = record;
    const local =
      budget > 0 ? readLocal(source, headerOffset, record.rawName.length + record.extra.length) : undefined;
    entries[record.index] = {
      ...record,
      localExtra: local?.extra ?? EMPTY,
      dataOffset: local?.dataOffset ?? -1,
    };
    if (local === undefined) {
      if (budget > 0)
        problems.add(
          'missing-local-header',
          `No local header is at ${headerOffset}.`,
          record.recordOffset,
          name,
        );
      else
        problems.add(
          'size-limit',
          `The local headers have more than ${limits.maxDirectorySize} bytes.`,
          record.recordOffset,
          name,
        );
      continue;
    }
    budget -= LOCAL_HEADER_SIZE + local.rawName.length + local.extra.length;
    compareHeaders(record, local, problems);

    if (headerOffset > position) judgeGap(source, position, headerOffset, problems);
    else if (headerOffset < position)
      problems.add(
        'overlap',
        `The entry begins ${position - headerOffset} bytes before the end of ${quoteName(previous?.name ?? '')}.`,
        headerOffset,
        name,
      );
    let end = local.dataOffset + record.compressedSize;
    if (((local.flags | record.flags) & FLAG_DATA_DESCRIPTOR) !== 0)
      end += descriptorSize(source, end, record);
    if (end > directory.offset)
      problems.add(
        'overlap',
        `The entry's ${record.compressedSize} bytes of data at ${local.dataOffset} run over the central directory at ${directory.offset}.`,
        headerOffset,
        name,
      );
    if (end > position) {
      position = end;
      previous = record;
    }
  }
  if (position < directory.offset) judgeGap(source, position, directory.offset, problems);
  return entries;
};
