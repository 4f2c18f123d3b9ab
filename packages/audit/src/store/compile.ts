import type { ScoreCvss } from '../cvss/score.ts';
import { worstCvss } from '../cvss/worst.ts';
import type { OsvAffected, OsvRecord, StoredAdvisory, StoreStatus } from '../types.ts';
import { type Blocks, byPackage } from './blocks.ts';
import { bodyWriter, type Writer } from './body.ts';
import { canonical, sortSources } from './canonical.ts';
import { flawsOf } from './flaw.ts';
import type { CompileInput, SourcedRecord } from './input.ts';
import { byCodeUnit } from './key.ts';
import { encodeHeader, type Span } from './layout.ts';
import { compact, packAdvisory, packMore } from './pack.ts';
import type { PackedAdvisory, PackedStatus } from './shapes.ts';
import { countsOf, digestSources, newestOf, signalsOf } from './summary.ts';
import { versionTable } from './versions.ts';

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
type Rest = Pick<PackedAdvisory, 'flaw' | 'flawAt' | 'epss' | 'kev' | 'from' | 'more' | 'detailed'>;

/** What all records of one flaw share; worked out once for each, since hostile aliases can make a flaw of very many records. */
const sharedOf = (flaw: readonly string[], { epss, kev }: CompileInput, writer: Writer): Rest => {
  const large = flaw.length > INLINE_FLAW;
  const scores = epss === undefined ? [] : flaw.flatMap((id) => epss.get(id) ?? []);
  return compact<Rest>({
    flaw: large || flaw.length <= 1 ? undefined : flaw,
    flawAt: large ? writer.put(flaw) : undefined,
    epss: scores.length === 0 ? undefined : scores.reduce((a, b) => Math.max(a, b)),
    kev: kev && flaw.some((id) => kev.has(id)),
    from: undefined,
    more: undefined,
    detailed: undefined,
  });
};

/** Writes the cold parts, and gives what of each record does not depend on the package it is asked for. */
const writeCold = (
  records: readonly SourcedRecord[],
  flaws: ReadonlyMap<string, readonly string[]>,
  input: CompileInput,
  writer: Writer,
): ReadonlyMap<string, Rest> => {
  const shared = new Map<readonly string[], Rest>();
  const rests = new Map<string, Rest>();
  for (const { record, from } of records) {
    const flaw = flaws.get(record.id) ?? [record.id];
    const common = shared.get(flaw) ?? sharedOf(flaw, input, writer);
    shared.set(flaw, common);
    const more = packMore(record);
    rests.set(record.id, {
      ...common,
      from,
      ...(more === undefined ? {} : { more: writer.put(more) }),
      ...(record.details === undefined ? {} : { detailed: true }),
    });
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
  blocks: Blocks,
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
