import { concat } from '../bytes/bytes.ts';
import { endRecords } from './end.ts';
import { centralRecord, dataDescriptor, localHeader, planEntry } from './entry.ts';
import type { ZipLayout, ZipSpec } from './spec.ts';

const NOTHING = new Uint8Array(0);

/**
 * A ZIP archive exactly as specified, lies included, and where everything came to stand in it. Written apart from
 * @custody/archive so that one can test the other. Same specification, same bytes. PKWARE APPNOTE 6.3.10.
 */
export const layoutZip = (spec: ZipSpec): ZipLayout => {
  const prefix = spec.prefix ?? NOTHING;
  // What offsets count from: the file's start, or the first entry.
  const origin = spec.shiftOffsets === false ? prefix.length : 0;
  const parts: Uint8Array[] = [prefix];
  let at = prefix.length;
  const put = (...bytes: readonly Uint8Array[]): void => {
    for (const part of bytes) {
      parts.push(part);
      at += part.length;
    }
  };

  const placed = spec.entries.map((entrySpec) => {
    const entry = planEntry(entrySpec);
    if (entrySpec.phantom === true) return { entry, headerOffset: at, dataOffset: at };
    put(entrySpec.before ?? NOTHING);
    const headerOffset = at;
    put(localHeader(entry));
    const dataOffset = at;
    put(entry.data, dataDescriptor(entry), entrySpec.after ?? NOTHING);
    return { entry, headerOffset, dataOffset };
  });

  put(spec.beforeDirectory ?? NOTHING);
  const directoryOffset = at;
  const entries = placed.map(({ entry, headerOffset, dataOffset }) => {
    const listed = entry.spec.hidden !== true;
    const recordOffset = listed ? at : -1;
    if (listed) put(centralRecord(entry, headerOffset - origin));
    return { headerOffset, dataOffset, dataLength: entry.data.length, recordOffset };
  });
  const size = at - directoryOffset;
  put(spec.afterDirectory ?? NOTHING);

  const count = entries.filter((entry) => entry.recordOffset >= 0).length;
  const { zip64, end } = endRecords(spec, { count, size, offset: directoryOffset - origin }, at - origin);
  put(zip64);
  const endOffset = at;
  put(end, spec.suffix ?? NOTHING);
  return { bytes: concat(...parts), entries, directoryOffset, endOffset };
};

/** The bytes of `layoutZip`. */
export const buildZip = (spec: ZipSpec): Uint8Array => layoutZip(spec).bytes;

/** A sound archive of these files, in this order. */
export const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  buildZip({ entries: Object.entries(files).map(([name, content]) => ({ name, content })) });
