import type { OsvAffected, OsvRecord } from '../types.ts';
import type { SourcedRecord } from './input.ts';
import { openReader, type StoreReader } from './reader.ts';
import type { Block, Page, PackedStatus, Root, Signals } from './shapes.ts';
import { StoreError } from './error.ts';
import type { Span } from './layout.ts';
import { unpackBlock } from './unpack.ts';

/** All that a store was compiled from, as far as it keeps it: compiled again it gives the same bytes. */
export type StoreContent = {
  readonly records: readonly SourcedRecord[];
  readonly sources: readonly string[];
  readonly epss?: ReadonlyMap<string, number>;
  readonly kev?: ReadonlySet<string>;
};

/** Keys and spans of a page or of the root, which must rise: a page out of order would hide names. */
function* entriesOf(page: Page, path: string): Generator<readonly [string, Span]> {
  let last: string | undefined;
  for (let place = 0; place < page.length; place += 4) {
    const key = page[place];
    if (typeof key !== 'string' || (last !== undefined && key <= last))
      throw new StoreError('damaged', 'has an index out of order; run custody db sync', { path });
    last = key;
    yield [key, [Number(page[place + 1]), Number(page[place + 2]), Number(page[place + 3])]];
  }
}

/** Every block of a store, by key. */
export function* blocksOf(reader: StoreReader): Generator<readonly [string, Block]> {
  let last: string | undefined;
  for (const [first, span] of entriesOf(reader.json(reader.header.root) as Root, reader.path)) {
    let at: string | undefined;
    for (const [key, place] of entriesOf(reader.json(span) as Page, reader.path)) {
      if ((at === undefined && key !== first) || (last !== undefined && key <= last))
        throw new StoreError('damaged', 'has an index out of order; run custody db sync', {
          path: reader.path,
        });
      at = key;
      last = key;
      yield [key, reader.json(place) as Block];
    }
  }
}

type Gathered = { record: OsvRecord; readonly from: readonly number[]; readonly affected: OsvAffected[] };

/** Reads a whole store back. Throws StoreError where any of it is not as it was written. */
export const readContent = (path: string): StoreContent => {
  const reader = openReader(path);
  try {
    const gathered = new Map<string, Gathered>();
    for (const [key, block] of blocksOf(reader)) {
      for (const [index, { record }] of unpackBlock(block, key, reader.json).entries()) {
        const known = gathered.get(record.id);
        if (known !== undefined) known.affected.push(...record.affected);
        else
          gathered.set(record.id, {
            // Copied while the store is open: this reads the cold part.
            record: { ...record },
            from: block.advisories[index]?.from ?? [],
            affected: [...record.affected],
          });
      }
    }
    const status = reader.json(reader.header.status) as PackedStatus;
    const signals = status.signals === undefined ? {} : (reader.json(status.signals) as Signals);
    return {
      records: [...gathered.values()].map(({ record, from, affected }) => ({
        record: { ...record, affected },
        from,
      })),
      sources: status.sources.map(({ name }) => name),
      ...(signals.epss === undefined ? {} : { epss: new Map(signals.epss) }),
      ...(signals.kev === undefined ? {} : { kev: new Set(signals.kev) }),
    };
  } finally {
    reader.close();
  }
};
