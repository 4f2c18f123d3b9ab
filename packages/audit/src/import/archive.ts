import { Buffer } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import { readEntry, readZip, type ZipCode } from '@custody/archive';
import { openSource, shown } from '@custody/host';
import { LIMITS } from '../osv/limits.ts';
import { parseOsv } from '../osv/read.ts';
import { StoreError } from '../store/error.ts';
import type { Intake } from './collect.ts';

/**
 * What may be otherwise than custody asks of a wheel, because it changes nothing of what an entry holds: Go's writer, which OSV uses,
 * writes sizes behind the data.
 */
const HARMLESS: ReadonlySet<ZipCode> = new Set([
  'data-descriptor',
  'archive-comment',
  'entry-comment',
  'extra-field',
  'version-needed',
  'zip64',
]);

const ZIP_LIMITS = {
  maxEntries: 1_000_000,
  maxTotalSize: 8 * 1024 ** 3,
  maxEntrySize: LIMITS.record,
  maxDirectorySize: 512 * 1024 * 1024,
};

/**
 * Reads the records of a ZIP as OSV publishes them: one JSON file each. An archive that readers could disagree about is refused
 * whole: StoreError `unusable-source`.
 */
export const readArchive = async (path: string, intake: Intake, tick: () => void): Promise<void> => {
  const source = openSource(path);
  try {
    const { entries, problems, readable } = readZip(source, ZIP_LIMITS);
    const serious = problems.find(({ code }) => !HARMLESS.has(code));
    if (!readable || serious !== undefined)
      throw new StoreError(
        'unusable-source',
        `${shown(path)} is no sound ZIP archive: ${shown(serious?.message ?? 'it cannot be listed')} Nothing was imported; get it again`,
        { path },
      );
    for (const [index, entry] of entries.entries()) {
      // Lets Ctrl-C be heard.
      if (index % 500 === 499) await setImmediate();
      if (entry.kind === 'directory') continue;
      if (!entry.name.endsWith('.json')) {
        intake.pass();
        continue;
      }
      const place = `${path}!${entry.name}`;
      const { content, problems: found } = await readEntry(source, entry, LIMITS.record);
      if (content === undefined)
        throw new StoreError(
          'unusable-source',
          `${shown(place)} cannot be read: ${shown(found[0]?.message ?? '')} Nothing was imported; get the archive again`,
          { path },
        );
      const { buffer, byteOffset, byteLength } = content;
      intake.take(parseOsv(Buffer.from(buffer, byteOffset, byteLength).toString('utf8')), place);
      tick();
    }
    source.assertUnchanged();
  } finally {
    source.close();
  }
};
