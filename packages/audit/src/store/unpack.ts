import type { OsvAffected, OsvRange, OsvRecord, StoredAdvisory } from '../types.ts';
import { packageOf } from './key.ts';
import type { Span } from './layout.ts';
import { compact } from './pack.ts';
import type { Block, PackedAdvisory, PackedAffected, PackedMore, PackedRange } from './shapes.ts';
import { expandRuns } from './versions.ts';

/** Reads what a span points at: checked JSON. */
export type ReadJson = (span: Span) => unknown;

const unpackRange = ({ type, repo, events }: PackedRange): OsvRange => ({
  type,
  ...(repo === undefined ? {} : { repo }),
  events: events.map(([kind, value]) => ({ kind, value })),
});

const unpackAffected = (packed: PackedAffected, versions: readonly string[], key: string): OsvAffected =>
  compact<OsvAffected>({
    ecosystem: undefined,
    name: undefined,
    ...packageOf(key),
    purl: packed.purl,
    ranges: (packed.ranges ?? []).map(unpackRange),
    versions: expandRuns(versions, packed.versions ?? []),
    severity: packed.severity ?? [],
    severityWord: packed.word,
    unreadable: packed.unreadable,
  });

/** The cold part of one record, read once, when first asked for. */
const lazily = (span: Span | undefined, read: ReadJson): (() => PackedMore) => {
  let more: PackedMore | undefined = span === undefined ? {} : undefined;
  return () => {
    more ??= span === undefined ? {} : (read(span) as PackedMore);
    return more;
  };
};

const unpackRecord = (
  packed: PackedAdvisory,
  versions: readonly string[],
  key: string,
  read: ReadJson,
): OsvRecord => {
  const more = lazily(packed.more, read);
  const hot = {
    id: packed.id,
    modified: packed.modified,
    ...(packed.published === undefined ? {} : { published: packed.published }),
    ...(packed.withdrawn === undefined ? {} : { withdrawn: packed.withdrawn }),
    aliases: packed.aliases ?? [],
    upstream: packed.upstream ?? [],
    related: packed.related ?? [],
    ...(packed.summary === undefined ? {} : { summary: packed.summary }),
    severity: packed.severity ?? [],
    ...(packed.word === undefined ? {} : { severityWord: packed.word }),
    affected: (packed.affected ?? []).map((entry) => unpackAffected(entry, versions, key)),
    get references() {
      return more().references ?? [];
    },
    get weaknesses() {
      return more().weaknesses ?? [];
    },
  };
  // A record without details has no such member, as OsvRecord says.
  if (packed.detailed === true)
    Object.defineProperty(hot, 'details', { enumerable: true, get: () => more().details });
  return hot;
};

const unpackAdvisory = (
  packed: PackedAdvisory,
  block: Block,
  key: string,
  read: ReadJson,
): StoredAdvisory => ({
  record: unpackRecord(packed, block.versions, key, read),
  flaw:
    packed.flaw ?? (packed.flawAt === undefined ? [packed.id] : (read(packed.flawAt) as readonly string[])),
  ...(packed.cvss === undefined ? {} : { cvss: packed.cvss }),
  ...(packed.epss === undefined ? {} : { epss: packed.epss }),
  ...(packed.kev === undefined ? {} : { knownExploited: packed.kev }),
});

/** The advisories of one block, as a store answers them. */
export const unpackBlock = (block: Block, key: string, read: ReadJson): readonly StoredAdvisory[] =>
  block.advisories.map((packed) => unpackAdvisory(packed, block, key, read));
