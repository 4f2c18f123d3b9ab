import type { OsvAffected, OsvRange, OsvRecord } from '../types.ts';
import type { PackedAdvisory, PackedAffected, PackedMore } from './shapes.ts';
import type { VersionTable } from './versions.ts';

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

/** Drops members that are undefined, which JSON cannot write, and which exact types do not allow. */
export const compact = <T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): T => {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value;
  return kept as T;
};

/** Members in one order, whoever made the range. */
const packRange = ({ type, repo, events }: OsvRange): OsvRange =>
  compact<OsvRange>({ type, repo, events: events.map(({ kind, value }) => ({ kind, value })) });

export const packAffected = (affected: OsvAffected, table: VersionTable): PackedAffected =>
  compact<PackedAffected>({
    purl: affected.purl,
    ranges: some(affected.ranges.map(packRange)),
    versions: some(table.runsOf(affected.versions)),
    severity: some(affected.severity),
    word: affected.severityWord,
    unreadable: affected.unreadable,
  });

/** The hot part of a record, its `affected` entries cut down to those given. What depends on the whole store is in `rest`. */
export const packAdvisory = (
  record: OsvRecord,
  affected: readonly OsvAffected[],
  table: VersionTable,
  rest: Pick<PackedAdvisory, 'flaw' | 'flawAt' | 'cvss' | 'epss' | 'kev' | 'from' | 'more' | 'detailed'>,
): PackedAdvisory =>
  compact<PackedAdvisory>({
    id: record.id,
    modified: record.modified,
    published: record.published,
    withdrawn: record.withdrawn,
    aliases: some(record.aliases),
    upstream: some(record.upstream),
    related: some(record.related),
    summary: record.summary,
    severity: some(record.severity),
    word: record.severityWord,
    affected: some(affected.map((entry) => packAffected(entry, table))),
    flaw: rest.flaw,
    flawAt: rest.flawAt,
    cvss: rest.cvss,
    epss: rest.epss,
    kev: rest.kev,
    from: rest.from,
    more: rest.more,
    detailed: rest.detailed,
  });

/** The cold part of a record; undefined where it is empty. */
export const packMore = (record: OsvRecord): PackedMore | undefined => {
  const more = compact<PackedMore>({
    details: record.details,
    references: some(record.references),
    weaknesses: some(record.weaknesses),
  });
  return Object.keys(more).length === 0 ? undefined : more;
};
