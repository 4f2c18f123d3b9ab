import { join } from 'node:path';
import { ensureDirectory, HostError } from '@custody/host';
import { loadCvss } from '../cvss/score.ts';
import { createCollector } from '../import/collect.ts';
import { without } from '../import/import.ts';
import type { ImportReport } from '../import/report.ts';
import { readEpss, readKev } from '../import/signals.ts';
import { compileStore } from '../store/compile.ts';
import { readContent, type StoreContent } from '../store/content.ts';
import { currentOf } from '../store/current.ts';
import { StoreError } from '../store/error.ts';
import { baseOf, installStore } from '../store/install.ts';
import type { OsvRecord, StoreStatus } from '../types.ts';
import { downloadsIn, removeDownload } from './downloads.ts';
import { sourceName } from './places.ts';
import { type Synced, syncSource } from './source.ts';
import type { SyncOptions } from './types.ts';

export type SyncResult = {
  readonly status: StoreStatus;
  readonly report: ImportReport;
  readonly synced: readonly Synced[];
  /** Whether the store is another than before. */
  readonly changed: boolean;
};

/** What is there to go by; nothing where it is damaged or of another format: a sync is what mends it. */
const before = (directory: string, fresh: boolean | undefined): StoreContent => {
  const nothing: StoreContent = { records: [], sources: [] };
  if (fresh === true || baseOf(directory) === undefined) return nothing;
  try {
    return readContent(currentOf(directory).path);
  } catch (error) {
    if (error instanceof StoreError) return nothing;
    throw error;
  }
};

/** Records of one source of a store, by id. */
const knownOf = (content: StoreContent, source: string): ReadonlyMap<string, OsvRecord> => {
  const place = content.sources.indexOf(source);
  const found = new Map<string, OsvRecord>();
  for (const { record, from } of content.records) if (from.includes(place)) found.set(record.id, record);
  return found;
};

/** Reads a file, or what a URL gives. */
const fromPlace = async <Data>(
  place: string,
  name: string,
  read: (path: string) => Data,
  { http, directory, signal, maxBytes }: SyncOptions,
): Promise<Data> => {
  if (!/^https?:\/\//i.test(place)) return read(place);
  const path = join(downloadsIn(directory), name);
  await http.download(place, path, { maxBytes, ...(signal === undefined ? {} : { signal }) });
  try {
    return read(path);
  } finally {
    removeDownload(path);
  }
};

/**
 * Brings the advisory store up to date and switches to it. Records of sources that are not asked for are kept. Until the new store is
 * written, read back and verified, the one before is in use, whatever happens. Throws StoreError, HostError.
 */
export const syncAdvisories = async (options: SyncOptions): Promise<SyncResult> => {
  const { directory, ecosystems, progress, signal, now } = options;
  ensureDirectory(directory);
  const base = baseOf(directory);
  const content = before(directory, options.fresh);
  const kept = without(content, new Set(ecosystems.map(sourceName)));
  const collector = createCollector();
  for (const name of kept.sources) collector.source(name);
  collector.keep(kept.records);
  const synced: Synced[] = [];
  try {
    for (const [index, ecosystem] of ecosystems.entries()) {
      const known = knownOf(content, sourceName(ecosystem));
      synced.push(await syncSource(ecosystem, kept.sources.length + index, known, collector, options));
    }
    const epss =
      options.epss === undefined ? content.epss : await fromPlace(options.epss, 'epss', readEpss, options);
    const kev =
      options.kev === undefined ? content.kev : await fromPlace(options.kev, 'kev', readKev, options);
    const { records, sources, report } = collector.finish();
    const compiled = compileStore({
      records,
      sources,
      score: await loadCvss(),
      ...(epss === undefined ? {} : { epss }),
      ...(kev === undefined ? {} : { kev }),
    });
    if (signal?.aborted === true)
      throw new HostError('aborted', 'stopped; the advisory store is as it was', { cause: signal.reason });
    const current = await installStore(directory, compiled, {
      synced: now,
      base,
      ...(signal === undefined ? {} : { signal }),
    });
    const changed = current.digest !== base;
    return { status: { ...compiled.status, synced: current.synced }, report, synced, changed };
  } finally {
    progress.end();
  }
};
