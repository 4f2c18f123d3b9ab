import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ScoreCvss } from '../cvss/score.ts';
import { worstCvss } from '../cvss/worst.ts';
import { momentKey } from '../osv/time.ts';
import type { OsvAffected, OsvRecord, StoredAdvisory, StoreStatus } from '../types.ts';
import { StoreError } from './error.ts';
import { flawsOf } from './flaw.ts';
import { byCodeUnit, keyOf, packageOf } from './key.ts';
import { encodeHeader, HEADER, type Span, spanOf } from './layout.ts';
import { compact, packAdvisory, packMore } from './pack.ts';
import type { PackedAdvisory, PackedStatus, Signals } from './shapes.ts';
import { versionTable } from './versions.ts';

/** A record and which sources gave it, by position. */
export type SourcedRecord = { readonly record: OsvRecord; readonly from: readonly number[] };

export type CompileInput = {
  /** Each id once, in any order. */
  readonly records: readonly SourcedRecord[];
  /** Names of sources: `osv:PyPI`, `file:all.zip`. */
  readonly sources: readonly string[];
  /** Of exploitation: EPSS scores by CVE id, and CVE ids known to be exploited. */
  readonly epss?: ReadonlyMap<string, number>;
  readonly kev?: ReadonlySet<string>;
  readonly score: ScoreCvss;
};

export type CompiledStore = {
  /** The whole file, in pieces. */
  readonly pieces: readonly Uint8Array[];
  readonly size: number;
  readonly digest: string;
  readonly status: Omit<StoreStatus, 'synced'>;
};

/** Keys per index page: a page is read whole for every name looked up in it. */
const PER_PAGE = 32;
/** Ids of a flaw that stand with each of its records; more stand once, apart. */
const INLINE_FLAW = 32;
/** Bytes. Held in memory while it is made. */
const MAX_BODY = 2 ** 31;

type Writer = {
  readonly put: (value: unknown) => Span;
  readonly end: () => {
    readonly pieces: readonly Uint8Array[];
    readonly size: number;
    readonly digest: string;
  };
};

const bodyWriter = (): Writer => {
  const pieces: Uint8Array[] = [];
  const hash = createHash('sha256');
  let offset = HEADER;
  return {
    put: (value) => {
      // A line each, so that a person can look into the file.
      const bytes = Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');
      const span = spanOf(offset, bytes);
      offset += bytes.length;
      if (offset > MAX_BODY)
        throw new StoreError(
          'too-large',
          `the advisories make a store of more than ${MAX_BODY} bytes; import fewer`,
        );
      pieces.push(bytes);
      hash.update(bytes);
      return span;
    },
    end: () => ({ pieces, size: offset, digest: hash.digest('hex') }),
  };
};

type Entry = { readonly sourced: SourcedRecord; readonly affected: OsvAffected[] };

/** Records by the packages that they name, each cut down to these; what names none stands under the empty key. */
const byPackage = (records: readonly SourcedRecord[]): ReadonlyMap<string, readonly Entry[]> => {
  const blocks = new Map<string, Entry[]>();
  const add = (key: string, entry: Entry): void => {
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [entry]);
    else block.push(entry);
  };
  for (const sourced of records) {
    const own = new Map<string, Entry>();
    for (const affected of sourced.record.affected) {
      const key = keyOf(affected.ecosystem, affected.name);
      const entry = own.get(key);
      if (entry === undefined) own.set(key, { sourced, affected: [affected] });
      else entry.affected.push(affected);
    }
    if (own.size === 0) own.set('', { sourced, affected: [] });
    for (const [key, entry] of own) add(key, entry);
  }
  return blocks;
};

const digestSources = (input: CompileInput, records: readonly SourcedRecord[]): StoreStatus['sources'] => {
  const hashes = input.sources.map(() => ({ hash: createHash('sha256'), records: 0 }));
  for (const { record, from } of records) {
    const line = `${JSON.stringify(record)}\n`;
    for (const source of from) {
      const own = hashes[source];
      if (own === undefined) continue;
      own.hash.update(line);
      own.records += 1;
    }
  }
  return input.sources.map((name, index) => ({
    name,
    digest: hashes[index]?.hash.digest('hex') ?? '',
    records: hashes[index]?.records ?? 0,
  }));
};

const countsOf = (blocks: ReadonlyMap<string, readonly Entry[]>): StoreStatus['counts'] => {
  const ids = new Map<string, Set<string>>();
  for (const [key, entries] of blocks) {
    const ecosystem = packageOf(key).ecosystem ?? '';
    const known = ids.get(ecosystem) ?? new Set();
    ids.set(ecosystem, known);
    for (const { sourced } of entries) known.add(sourced.record.id);
  }
  return [...ids]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([ecosystem, known]) => ({ ecosystem, records: known.size }));
};

const newestOf = (records: readonly SourcedRecord[]): string => {
  let newest = '0001-01-01T00:00:00Z';
  for (const { record } of records)
    if (momentKey(record.modified) > momentKey(newest)) newest = record.modified;
  return newest;
};

/** What exploitation data says of ids that are in the store. */
const signalsOf = (
  { epss, kev }: CompileInput,
  flaws: ReadonlyMap<string, readonly string[]>,
): Signals | undefined => {
  if (epss === undefined && kev === undefined) return undefined;
  const ids = [...flaws.keys()].sort(byCodeUnit);
  return compact<Signals>({
    epss:
      epss &&
      ids.flatMap((id) => {
        const score = epss.get(id);
        return score === undefined ? [] : [[id, score] as const];
      }),
    kev: kev && ids.filter((id) => kev.has(id)),
  });
};

type Rest = Pick<PackedAdvisory, 'flaw' | 'flawAt' | 'epss' | 'kev' | 'from' | 'more' | 'detailed'>;

/** What of a record does not depend on the package it is asked for; the cold part is written here. */
const restOf = (
  { record, from }: SourcedRecord,
  flaw: readonly string[],
  flawAt: Span | undefined,
  input: CompileInput,
  writer: Writer,
): Rest => {
  const more = packMore(record);
  const scores = flaw.flatMap((id) => input.epss?.get(id) ?? []);
  const exploited = input.kev === undefined ? undefined : flaw.some((id) => input.kev?.has(id) === true);
  return compact<Rest>({
    flaw: flawAt !== undefined || flaw.length <= 1 ? undefined : flaw,
    flawAt,
    epss: scores.length === 0 ? undefined : scores.reduce((a, b) => Math.max(a, b)),
    kev: exploited,
    from,
    more: more && writer.put(more),
    detailed: record.details === undefined ? undefined : true,
  });
};

const writeCold = (
  records: readonly SourcedRecord[],
  flaws: ReadonlyMap<string, readonly string[]>,
  input: CompileInput,
  writer: Writer,
): ReadonlyMap<string, Rest> => {
  const large = new Map<readonly string[], Span>();
  const rests = new Map<string, Rest>();
  for (const sourced of records) {
    const flaw = flaws.get(sourced.record.id) ?? [sourced.record.id];
    if (flaw.length > INLINE_FLAW && !large.has(flaw)) large.set(flaw, writer.put(flaw));
    rests.set(sourced.record.id, restOf(sourced, flaw, large.get(flaw), input, writer));
  }
  return rests;
};

const cvssOf = (
  record: OsvRecord,
  affected: readonly OsvAffected[],
  score: ScoreCvss,
): StoredAdvisory['cvss'] => {
  // OSV 1.7.5, `affected[].severity`: takes the place of the record's own for that package.
  const own = affected.flatMap(({ severity }) => severity);
  return worstCvss(own.length > 0 ? own : record.severity, score);
};

const writeBlocks = (
  blocks: ReadonlyMap<string, readonly Entry[]>,
  rests: ReadonlyMap<string, Rest>,
  score: ScoreCvss,
  writer: Writer,
): Span => {
  const root: (string | number)[] = [];
  const pages: (string | number)[][] = [];
  for (const key of [...blocks.keys()].sort(byCodeUnit)) {
    const entries = blocks.get(key) ?? [];
    const table = versionTable(entries.flatMap(({ affected }) => affected.map(({ versions }) => versions)));
    const advisories = entries.map(({ sourced: { record }, affected }) => {
      const cvss = cvssOf(record, affected, score);
      return packAdvisory(record, affected, table, {
        ...rests.get(record.id),
        ...(cvss === undefined ? {} : { cvss }),
      });
    });
    const span = writer.put({ versions: table.versions, advisories });
    const last = pages.at(-1);
    if (last === undefined || last.length >= PER_PAGE * 4) pages.push([key, ...span]);
    else last.push(key, ...span);
  }
  for (const page of pages) root.push(page[0] ?? '', ...writer.put(page));
  return writer.put(root);
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
const canonical = ({ record, from }: SourcedRecord): SourcedRecord => {
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

/** Sources by name, so that it does not show which was read first. */
const sortSources = (given: CompileInput): CompileInput => {
  const sources = given.sources.toSorted(byCodeUnit);
  const places = given.sources.map((name) => sources.indexOf(name));
  const records = given.records.map(({ record, from }) => ({
    record,
    from: from.map((source) => places[source] ?? 0),
  }));
  return { ...given, sources, records };
};

/**
 * Makes the store's file: sorted, indexed, alias closure taken, vectors scored. The same records, sources and exploitation data
 * give the same bytes, in whatever order they come. Throws StoreError `too-large`.
 */
export const compileStore = (given: CompileInput): CompiledStore => {
  const input = sortSources(given);
  const records = [...input.records].sort((a, b) => byCodeUnit(a.record.id, b.record.id)).map(canonical);
  const flaws = flawsOf(records.map(({ record }) => record));
  const writer = bodyWriter();
  const rests = writeCold(records, flaws, input, writer);
  const blocks = byPackage(records);
  const root = writeBlocks(blocks, rests, input.score, writer);
  const signals = signalsOf(input, flaws);
  const packed = compact<PackedStatus>({
    counts: countsOf(blocks),
    newest: newestOf(records),
    sources: digestSources(input, records),
    signals: signals && writer.put(signals),
  });
  const status = writer.put(packed);
  const { pieces, size, digest } = writer.end();
  const header = encodeHeader({ size, status, root, digest });
  const { counts, newest, sources } = packed;
  return { pieces: [header, ...pieces], size, digest, status: { digest, counts, newest, sources } };
};
