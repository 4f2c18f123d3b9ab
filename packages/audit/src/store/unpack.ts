import type { OsvAffected, OsvRecord, StoredAdvisory } from '../types.ts';
import { packageOf } from './key.ts';
import type { Span } from './layout.ts';
import type { Block, PackedAdvisory, PackedAffected, PackedMore } from './shapes.ts';
import { expandRuns } from './versions.ts';

/** Reads what a span points at: checked JSON. */
export type ReadJson = (span: Span) => unknown;

/** An object that is still being made. Assigned to rather than spread: a run unpacks thousands. */
type Making<T> = { -readonly [Member in keyof T]: T[Member] };

const NONE: readonly never[] = [];

const unpackAffected = (
  packed: PackedAffected,
  versions: readonly string[],
  { ecosystem, name }: ReturnType<typeof packageOf>,
): OsvAffected => {
  const made: Making<OsvAffected> = {
    ranges: packed.ranges ?? NONE,
    versions: packed.versions === undefined ? NONE : expandRuns(versions, packed.versions),
    severity: packed.severity ?? NONE,
  };
  if (ecosystem !== undefined) made.ecosystem = ecosystem;
  if (name !== undefined) made.name = name;
  if (packed.purl !== undefined) made.purl = packed.purl;
  if (packed.word !== undefined) made.severityWord = packed.word;
  if (packed.unreadable !== undefined) made.unreadable = packed.unreadable;
  return made;
};

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
  named: ReturnType<typeof packageOf>,
  read: ReadJson,
): OsvRecord => {
  const more = lazily(packed.more, read);
  const made: Making<OsvRecord> = {
    id: packed.id,
    modified: packed.modified,
    aliases: packed.aliases ?? NONE,
    upstream: packed.upstream ?? NONE,
    related: packed.related ?? NONE,
    severity: packed.severity ?? NONE,
    affected: packed.affected?.map((entry) => unpackAffected(entry, versions, named)) ?? NONE,
    get references() {
      return more().references ?? NONE;
    },
    get weaknesses() {
      return more().weaknesses ?? NONE;
    },
  };
  if (packed.published !== undefined) made.published = packed.published;
  if (packed.withdrawn !== undefined) made.withdrawn = packed.withdrawn;
  if (packed.summary !== undefined) made.summary = packed.summary;
  if (packed.word !== undefined) made.severityWord = packed.word;
  // A record without details has no such member, as OsvRecord says.
  if (packed.detailed === true)
    Object.defineProperty(made, 'details', { enumerable: true, get: () => more().details });
  return made;
};

const unpackAdvisory = (
  packed: PackedAdvisory,
  versions: readonly string[],
  named: ReturnType<typeof packageOf>,
  read: ReadJson,
): StoredAdvisory => {
  const made: Making<StoredAdvisory> = {
    record: unpackRecord(packed, versions, named, read),
    flaw:
      packed.flaw ?? (packed.flawAt === undefined ? [packed.id] : (read(packed.flawAt) as readonly string[])),
  };
  if (packed.cvss !== undefined) made.cvss = packed.cvss;
  if (packed.epss !== undefined) made.epss = packed.epss;
  if (packed.kev !== undefined) made.knownExploited = packed.kev;
  return made;
};

/** The advisories of one block, as a store answers them. */
export const unpackBlock = (block: Block, key: string, read: ReadJson): readonly StoredAdvisory[] => {
  const named = packageOf(key);
  return block.advisories.map((packed) => unpackAdvisory(packed, block.versions, named, read));
};
