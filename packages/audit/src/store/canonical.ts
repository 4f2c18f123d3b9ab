import type { OsvAffected, OsvRecord } from '../types.ts';
import type { CompileInput, SourcedRecord } from './input.ts';
import { byCodeUnit, keyOf } from './key.ts';
import { compact } from './pack.ts';

/** Sources by name, so that it does not show which was read first. */
export const sortSources = (given: CompileInput): CompileInput => {
  const sources = given.sources.toSorted(byCodeUnit);
  const places = given.sources.map((name) => sources.indexOf(name));
  const records = given.records.map(({ record, from }) => ({
    record,
    from: from.map((source) => places[source] ?? 0),
  }));
  return { ...given, sources, records };
};

const inOrder = (entry: OsvAffected): OsvAffected =>
  compact<OsvAffected>({
    ecosystem: entry.ecosystem,
    name: entry.name,
    purl: entry.purl,
    ranges: entry.ranges,
    versions: entry.versions,
    severity: entry.severity,
    severityWord: entry.severityWord,
    unreadable: entry.unreadable,
  });

/**
 * One order of members and of `affected` entries, those of the store: a record that was read back from one is the same again.
 */
export const canonical = ({ record, from }: SourcedRecord): SourcedRecord => {
  const keyed = record.affected.map((entry) => [keyOf(entry.ecosystem, entry.name), entry] as const);
  return {
    record: compact<OsvRecord>({
      id: record.id,
      modified: record.modified,
      published: record.published,
      withdrawn: record.withdrawn,
      aliases: record.aliases,
      upstream: record.upstream,
      related: record.related,
      summary: record.summary,
      details: record.details,
      severity: record.severity,
      severityWord: record.severityWord,
      affected: keyed.toSorted(([a], [b]) => byCodeUnit(a, b)).map(([, entry]) => inOrder(entry)),
      references: record.references,
      weaknesses: record.weaknesses,
    }),
    from: [...from].sort((a, b) => a - b),
  };
};
