import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { normalizeName } from '@custody/python';
import type { OsvAffected, OsvRecord, StoredAdvisory } from '../types.ts';

const directory =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

/** The PyPA advisory database as it was on one day; undefined, with the reason printed, where it is absent. */
export const snapshotPath = (): string | undefined => {
  const path = join(directory, 'pypa-advisories-2024-10-10.jsonl.gz');
  if (existsSync(path)) return path;
  process.stderr.write(
    'skipped: the snapshot of the PyPA advisory database is not at hand (CUSTODY_TEST_DATA)\n',
  );
  return undefined;
};

type Raw = {
  readonly id: string;
  readonly modified: string;
  readonly withdrawn?: string;
  readonly aliases?: readonly string[];
  readonly affected?: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly ranges?: readonly {
      readonly type: OsvAffected['ranges'][number]['type'];
      readonly events: readonly Record<string, string>[];
    }[];
    readonly versions?: readonly string[];
  }[];
};

const readAffected = (raw: Raw): readonly OsvAffected[] =>
  (raw.affected ?? []).map((affected) => ({
    ecosystem: affected.package.ecosystem,
    name: normalizeName(affected.package.name),
    ranges: (affected.ranges ?? []).map(({ type, events }) => ({
      type,
      events: events.flatMap((event) =>
        Object.entries(event).map(([kind, value]) => ({ kind: kind as 'introduced', value })),
      ),
    })),
    versions: affected.versions ?? [],
    severity: [],
  }));

const readRecord = (raw: Raw): OsvRecord => ({
  id: raw.id,
  modified: raw.modified,
  ...(raw.withdrawn === undefined ? {} : { withdrawn: raw.withdrawn }),
  aliases: raw.aliases ?? [],
  upstream: [],
  related: [],
  severity: [],
  affected: readAffected(raw),
  references: [],
  weaknesses: [],
});

/** The snapshot's records, read as plainly as can be: apart from the product's reader, which has tests of its own. */
export const readSnapshot = (path: string): readonly StoredAdvisory[] =>
  gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const record = readRecord(JSON.parse(line) as Raw);
      return { record, flaw: [record.id, ...record.aliases].sort() };
    });
