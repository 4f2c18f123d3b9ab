import { createHash } from 'node:crypto';
import { nameInterpreter, type TaggedRelease } from '../interpreter/index.ts';
import type { OsvReading } from '../osv/read.ts';
import { momentKey } from '../osv/time.ts';
import type { SourcedRecord } from '../store/input.ts';
import { StoreError } from '../store/error.ts';
import type { OsvRecord } from '../types.ts';
import { createReporter, type ImportReport, type Reporter } from './report.ts';

/** More than all of OSV today. */
const MAX_RECORDS = 1_000_000;

export type Intake = {
  readonly reporter: Reporter;
  /** Takes what came of reading one record of this source. Gives the record's id where it was taken. */
  readonly take: (reading: OsvReading, place: string) => string | undefined;
  /** Counts a file that is no advisory by its name. */
  readonly pass: () => void;
};

export type Collector = {
  /** Begins a source; whatever `take` gets belongs to it. */
  readonly source: (name: string) => Intake;
  /** Takes records that were read before, a store's. `from` counts in the order in which `source` was called. */
  readonly keep: (records: readonly SourcedRecord[]) => void;
  readonly finish: () => {
    readonly records: readonly SourcedRecord[];
    readonly sources: readonly string[];
    readonly report: ImportReport;
  };
};

/** Which of two records of one moment is kept must not depend on which came first. */
const fingerprint = (record: OsvRecord): string =>
  createHash('sha256').update(JSON.stringify(record)).digest('hex');

/**
 * Gathers records of several sources, each id once: the one that was changed last wins. `releases` of CPython make advisories on
 * its commits speak of versions.
 */
export const createCollector = (releases?: readonly TaggedRelease[]): Collector => {
  const kept = new Map<string, { record: OsvRecord; readonly from: Set<number> }>();
  const sources: { readonly name: string; read: number; dropped: number; passed: number }[] = [];
  const reporter = createReporter();

  const settle = (known: OsvRecord, given: OsvRecord, place: string): OsvRecord => {
    const [before, after] = [momentKey(known.modified), momentKey(given.modified)];
    if (before !== after) return before > after ? known : given;
    const [a, b] = [fingerprint(known), fingerprint(given)];
    if (a === b) return known;
    const message = 'two different records have this id and were changed at the same moment; one is kept';
    reporter.add({ code: 'duplicate-id', effect: 'part-dropped', place, id: given.id, where: '', message });
    return a < b ? known : given;
  };

  const put = (record: OsvRecord, from: Iterable<number>, place: string): void => {
    const known = kept.get(record.id);
    if (known === undefined) {
      if (kept.size >= MAX_RECORDS)
        throw new StoreError('too-large', `more than ${MAX_RECORDS} advisories; import fewer`);
      kept.set(record.id, { record, from: new Set(from) });
      return;
    }
    known.record = settle(known.record, record, place);
    for (const source of from) known.from.add(source);
  };

  return {
    source: (name) => {
      const index = sources.push({ name, read: 0, dropped: 0, passed: 0 }) - 1;
      const counts = sources[index] ?? { name, read: 0, dropped: 0, passed: 0 };
      return {
        reporter,
        take: ({ record, problems }, place) => {
          counts.read += 1;
          if (problems.length > 0) reporter.addAll(problems, place, record?.id);
          if (record === undefined) counts.dropped += 1;
          else put(nameInterpreter(record, releases), [index], place);
          return record?.id;
        },
        pass: () => {
          counts.passed += 1;
        },
      };
    },
    keep: (records) => {
      for (const { record, from } of records) put(record, from, 'the store');
    },
    finish: () => ({
      records: [...kept.values()].map(({ record, from }) => ({ record, from: [...from] })),
      sources: sources.map(({ name }) => name),
      report: reporter.finish(sources),
    }),
  };
};
