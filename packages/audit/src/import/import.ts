import { basename } from 'node:path';
import { shown } from '@custody/host';
import { loadCvss } from '../cvss/score.ts';
import { compileStore, type CompiledStore } from '../store/compile.ts';
import { readContent } from '../store/content.ts';
import { currentOf } from '../store/current.ts';
import { StoreError } from '../store/error.ts';
import { baseOf, installStore } from '../store/install.ts';
import type { StoreStatus } from '../types.ts';
import { readTags, type TaggedRelease } from '../interpreter/index.ts';
import { createCollector } from './collect.ts';
import { readPath, type ReadOptions } from './read.ts';
import type { ImportReport } from './report.ts';
import { readEpss, readKev } from './signals.ts';
import { readPlain } from './text.ts';

export type ImportOptions = ReadOptions & {
  /** Where the store is. */
  readonly directory: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Keeps what is in the store, sources of the same name replaced; else the store is made of `paths` alone. */
  readonly add?: boolean;
  /** Files of EPSS scores, and of known exploited vulnerabilities. */
  readonly epss?: string;
  readonly kev?: string;
  /** A table of CPython's releases with the commits that they contain; see `readTags`. */
  readonly cpythonTags?: string;
};

export type Imported = { readonly status: StoreStatus; readonly report: ImportReport };

/** Two paths may end in the same name: the second is `name#2`. */
const namesOf = (paths: readonly string[]): readonly string[] => {
  const seen = new Map<string, number>();
  return paths.map((path) => {
    const name = `file:${basename(path)}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  });
};

const releasesOf = ({ cpythonTags: path }: ImportOptions): readonly TaggedRelease[] | undefined => {
  if (path === undefined) return undefined;
  const reading = readTags(readPlain(path).toString('utf8'));
  if (reading.kind === 'ok') return reading.releases;
  throw new StoreError('unusable-source', `${shown(path)}:${reading.line}: ${reading.message}`, { path });
};

type Kept = ReturnType<typeof readContent> | undefined;

const keptOf = ({ directory, add }: ImportOptions): Kept => {
  if (add !== true || baseOf(directory) === undefined) return undefined;
  return readContent(currentOf(directory).path);
};

/** Records that at least one source other than those replaced gave. */
export const without = (content: NonNullable<Kept>, replaced: ReadonlySet<string>): NonNullable<Kept> => {
  const sources = content.sources.filter((name) => !replaced.has(name));
  const places = content.sources.map((name) => sources.indexOf(name));
  const records = content.records.flatMap(({ record, from }) => {
    const left = from.flatMap((source) => {
      const place = places[source] ?? -1;
      return place < 0 ? [] : [place];
    });
    return left.length === 0 ? [] : [{ record, from: left }];
  });
  return { ...content, sources, records };
};

/**
 * Makes an advisory store of files that are at hand, and switches to it. Offline. Records that cannot be used are counted and named
 * in the report. Throws StoreError where nothing usable was given; the store in use then stays.
 */
export const importAdvisories = async (
  paths: readonly string[],
  options: ImportOptions,
): Promise<Imported> => {
  const base = baseOf(options.directory);
  const names = namesOf(paths);
  const before = keptOf(options);
  const kept = before && without(before, new Set(names));
  const collector = createCollector(releasesOf(options));
  for (const name of kept?.sources ?? []) collector.source(name);
  collector.keep(kept?.records ?? []);
  for (const [index, path] of paths.entries()) await readPath(path, names[index] ?? path, collector, options);
  const { records, sources, report } = collector.finish();
  const taken = report.sources.reduce((sum, { read, dropped }) => sum + read - dropped, 0);
  if (paths.length > 0 && taken === 0)
    throw new StoreError(
      'no-advisories',
      'none of the files named holds an advisory; the store is as it was',
    );
  const epss = options.epss === undefined ? kept?.epss : readEpss(options.epss);
  const kev = options.kev === undefined ? kept?.kev : readKev(options.kev);
  const compiled: CompiledStore = compileStore({
    records,
    sources,
    score: await loadCvss(),
    ...(epss === undefined ? {} : { epss }),
    ...(kev === undefined ? {} : { kev }),
  });
  const { signal, now, directory } = options;
  const current = await installStore(directory, compiled, {
    synced: now,
    base,
    ...(signal === undefined ? {} : { signal }),
  });
  return { status: { ...compiled.status, synced: current.synced }, report };
};
