import type { OsvAffected } from '../types.ts';
import type { SourcedRecord } from './input.ts';
import { keyOf } from './key.ts';

/** A record, and those of its `affected` entries that name one package. */
export type Entry = { readonly sourced: SourcedRecord; readonly affected: OsvAffected[] };

export type Blocks = ReadonlyMap<string, readonly Entry[]>;

/** Records by the packages that they name, each cut down to these; what names none stands under the empty key. */
export const byPackage = (records: readonly SourcedRecord[]): Blocks => {
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
