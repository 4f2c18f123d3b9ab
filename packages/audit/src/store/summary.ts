import { createHash } from 'node:crypto';
import { NO_MOMENT } from '../osv/read.ts';
import { momentKey } from '../osv/time.ts';
import type { StoreStatus } from '../types.ts';
import type { Blocks } from './blocks.ts';
import type { CompileInput, SourcedRecord } from './input.ts';
import { byCodeUnit, packageOf } from './key.ts';
import { compact } from './pack.ts';
import type { Signals } from './shapes.ts';

/** Each source's digest: SHA-256 over its records as the store keeps them, by id; whichever way they came. */
export const digestSources = (
  input: CompileInput,
  records: readonly SourcedRecord[],
): StoreStatus['sources'] => {
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

/** Records per ecosystem, each counted once. */
export const countsOf = (blocks: Blocks): StoreStatus['counts'] => {
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

/** The latest `modified` of all. */
export const newestOf = (records: readonly SourcedRecord[]): string => {
  let newest = NO_MOMENT;
  for (const { record } of records)
    if (momentKey(record.modified) > momentKey(newest)) newest = record.modified;
  return newest;
};

/** What exploitation data says of ids that are in the store. */
export const signalsOf = (
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
