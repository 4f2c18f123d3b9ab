import type { ByteSource, ZipEntry } from '@custody/archive';
import { createBudget } from '../content/budget.ts';
import { createCourse } from '../content/turn.ts';
import { readContents } from '../content/zip.ts';
import { digestName } from '../record/hash.ts';
import { type ParsedRecord, parseRecord } from '../record/index.ts';
import { wantedDigests } from './compare.ts';
import type { InspectedEntry, InspectWheelOptions } from './types.ts';

export type Pass = {
  /** In the order of the central directory. */
  readonly inspected: readonly InspectedEntry[];
  readonly record: ParsedRecord | undefined;
  readonly notKept: readonly string[];
};

const GiB = 1024 ** 3;
const NONE: ReadonlySet<string> = new Set();

/** Of two entries with one name Python's zipfile gives the later one: so is RECORD chosen. */
const lastNamed = (files: readonly ZipEntry[], name: string | undefined): ZipEntry | undefined =>
  name === undefined ? undefined : files.findLast((entry) => entry.name === name);

const translated = (
  others: ReadonlyMap<string, string>,
  asked: ReadonlySet<string>,
): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const algorithm of asked) {
    const hex = others.get(digestName(algorithm) ?? '');
    if (hex !== undefined) found.set(algorithm, hex);
  }
  return found;
};

/** Reads each content once, RECORD first, because it says which digests the others need. */
export const passOver = async (
  source: ByteSource,
  files: readonly ZipEntry[],
  distInfo: string | undefined,
  options: InspectWheelOptions,
): Promise<Pass> => {
  const own = distInfo === undefined ? undefined : `${distInfo}/`;
  const budget = createBudget();
  const contents = readContents(source, createCourse(options), options.limits?.maxEntrySize ?? 16 * GiB);
  const notKept: string[] = [];
  const done = new Map<ZipEntry, InspectedEntry>();

  const inspect = async (entry: ZipEntry, asked: ReadonlySet<string>): Promise<InspectedEntry> => {
    const wanted = (own !== undefined && entry.name.startsWith(own)) || options.keep?.(entry) === true;
    const keep = wanted && budget.admit(entry.size);
    const { scan } = options;
    const algorithms = new Set([...asked].map((algorithm) => digestName(algorithm) ?? algorithm));
    const read = await contents.read(entry, {
      algorithms,
      keep,
      scan: scan === undefined ? undefined : (head) => scan(entry, head),
    });
    if (wanted && !keep) notKept.push(entry.name);
    const { sha256, size, head, problems, content } = read;
    const sound = problems.length === 0 && content !== undefined ? { content } : {};
    const inspected = {
      entry,
      sha256,
      digests: translated(read.others, asked),
      size,
      head,
      problems,
      ...sound,
    };
    await options.onEntry?.(inspected);
    return inspected;
  };

  const recordEntry = lastNamed(files, own === undefined ? undefined : `${own}RECORD`);
  let record: ParsedRecord | undefined;
  if (recordEntry !== undefined) {
    const read = await inspect(recordEntry, NONE);
    done.set(recordEntry, read);
    if (read.content !== undefined) record = parseRecord(read.content, { path: recordEntry.name });
  }
  const wanted = record === undefined ? new Map<string, ReadonlySet<string>>() : wantedDigests(record);
  for (const entry of files) {
    if (done.has(entry)) continue;
    const payload = own === undefined || !entry.name.startsWith(own);
    if (payload && options.verifyRecord === false) continue;
    done.set(entry, await inspect(entry, wanted.get(entry.name) ?? NONE));
  }
  const inspected = files.map((entry) => done.get(entry)).filter((entry) => entry !== undefined);
  return { inspected, record, notKept };
};
