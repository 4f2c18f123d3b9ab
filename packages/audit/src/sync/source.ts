import { join } from 'node:path';
import { assertOk, HostError } from '@custody/host';
import { readArchive } from '../import/archive.ts';
import type { Collector } from '../import/collect.ts';
import type { OsvRecord } from '../types.ts';
import { parseModified, type Plan, planSync } from './modified.ts';
import { downloadsIn, removeDownload } from './downloads.ts';
import { archiveUrl, indexUrl, sourceName } from './places.ts';
import { getRecords } from './records.ts';
import type { SyncOptions } from './types.ts';

const MiB = 1024 * 1024;

/** More changed records than this are got faster as one archive. */
const FEW = 400;

/** What was done for one ecosystem. */
export type Synced = {
  readonly ecosystem: string;
  readonly way: 'archive' | 'records' | 'nothing-changed';
  readonly changed: number;
  readonly gone: number;
};

const readWholeArchive = async (
  ecosystem: string,
  intake: ReturnType<Collector['source']>,
  listed: ReadonlyMap<string, string>,
  options: SyncOptions,
): Promise<void> => {
  const { http, base, directory, signal, progress, maxBytes } = options;
  const downloads = downloadsIn(directory);
  // The name holds no slash: an ecosystem is one of a list, or was checked where it was given.
  const path = join(downloads, `${encodeURIComponent(ecosystem)}.zip`);
  let begun = false;
  await http.download(archiveUrl(base, ecosystem), path, {
    maxBytes,
    ...(signal === undefined ? {} : { signal }),
    onBytes: (more, total) => {
      if (!begun) progress.begin(total, `getting advisories of ${ecosystem}`);
      begun = true;
      progress.advance(more);
    },
  });
  progress.begin(listed.size, `reading advisories of ${ecosystem}`);
  const seen = new Set<string>();
  try {
    const noting: typeof intake = {
      ...intake,
      take: (reading, place) => {
        const id = intake.take(reading, place);
        if (id !== undefined) seen.add(id);
        return id;
      },
    };
    await readArchive(path, noting, () => {
      if (signal?.aborted === true)
        throw new HostError('aborted', 'stopped; the advisory store is as it was', { cause: signal.reason });
      progress.advance(1);
    });
  } finally {
    removeDownload(path);
  }
  for (const id of listed.keys())
    if (!seen.has(id))
      intake.reporter.add({
        code: 'missing',
        effect: 'record-dropped',
        place: archiveUrl(base, ecosystem),
        id,
        where: '',
        message: 'listed as changed, but not in the archive, or not usable there',
      });
};

const readChanged = async (
  ecosystem: string,
  plan: Plan,
  collector: Collector,
  intake: ReturnType<Collector['source']>,
  index: number,
  options: SyncOptions,
): Promise<boolean> => {
  const { http, base, signal, progress } = options;
  progress.begin(plan.changed.length, `getting changed advisories of ${ecosystem}`);
  const got = await getRecords(http, base, ecosystem, plan.changed, {
    ...(signal === undefined ? {} : { signal }),
    onRecord: () => progress.advance(1),
  });
  if (got === undefined) return false;
  collector.keep(plan.same.map((record) => ({ record, from: [index] })));
  for (const { reading, place } of got) intake.take(reading, place);
  return true;
};

/** Brings one ecosystem into a collector: by its list of changes where there is something to go by, else by its archive. */
export const syncSource = async (
  ecosystem: string,
  index: number,
  known: ReadonlyMap<string, OsvRecord>,
  collector: Collector,
  options: SyncOptions,
): Promise<Synced> => {
  const { http, base, signal } = options;
  const url = indexUrl(base, ecosystem);
  const { body } = assertOk(
    await http.get(url, { maxBytes: 128 * MiB, ...(signal === undefined ? {} : { signal }) }),
  );
  const listed = parseModified(body, url);
  const plan = planSync(listed, known);
  const intake = collector.source(sourceName(ecosystem));
  const done = { ecosystem, changed: plan.changed.length, gone: plan.gone.length };
  const few = known.size > 0 && plan.changed.length <= FEW;
  if (few && (await readChanged(ecosystem, plan, collector, intake, index, options)))
    return { ...done, way: plan.changed.length + plan.gone.length === 0 ? 'nothing-changed' : 'records' };
  await readWholeArchive(ecosystem, intake, listed, options);
  return { ...done, way: 'archive' };
};
