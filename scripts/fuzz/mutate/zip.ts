import { buildZip, type OpenEntry, type Random, type ZipEntrySpec, type ZipSpec } from '@custody/testkit';
import { oddNumber } from './numbers.ts';

const SHARED_FIELDS = [
  'signature',
  'versionNeeded',
  'flags',
  'method',
  'time',
  'date',
  'crc32',
  'compressedSize',
  'size',
  'nameLength',
  'extraLength',
] as const;

const CENTRAL_FIELDS = [
  ...SHARED_FIELDS,
  'versionMadeBy',
  'commentLength',
  'disk',
  'internalAttributes',
  'externalAttributes',
  'headerOffset',
] as const;

const END_FIELDS = [
  'disk',
  'directoryDisk',
  'entriesOnDisk',
  'entries',
  'directorySize',
  'directoryOffset',
  'commentLength',
] as const;

const ODD_NAMES = [
  '',
  '/',
  '../x',
  'a\0b',
  'C:/x',
  '.',
  'a//b',
  'A/B',
  'aux',
  '\u202e',
  'x'.repeat(70_000),
] as const;

/** Some of these fields, each with a number to lie with. */
const lies = (fields: readonly [string, ...string[]], random: Random, near: number): Record<string, number> =>
  Object.fromEntries(
    Array.from({ length: 1 + random.below(2) }, () => [random.pick(fields), Number(oddNumber(random, near))]),
  );

const lyingEntry = (entry: OpenEntry, random: Random): ZipEntrySpec => {
  const near = random.pick([entry.content.length, entry.compressed?.length ?? 0, entry.name.length]);
  switch (random.below(9)) {
    case 0:
      return { ...entry, local: lies(SHARED_FIELDS, random, near) };
    case 1:
      return { ...entry, central: lies(CENTRAL_FIELDS, random, near) };
    case 2: {
      const both = lies(SHARED_FIELDS, random, near);
      return { ...entry, local: both, central: both };
    }
    case 3:
      return {
        ...entry,
        zip64: random.pick(['local', 'central', 'both']),
        zip64Fields: lies(['size', 'compressedSize', 'headerOffset'], random, near),
      };
    case 4:
      return {
        ...entry,
        descriptor: random.chance(0.5)
          ? true
          : { ...lies(['crc32', 'compressedSize', 'size'], random, near), zip64: random.chance(0.5) },
      };
    case 5:
      return { ...entry, extra: random.bytes(random.below(64)) };
    case 6:
      return random.chance(0.5) ? { ...entry, hidden: true } : { ...entry, phantom: true };
    case 7:
      return { ...entry, name: random.pick(ODD_NAMES), mode: Number(oddNumber(random, 0o100_644) & 0xffffn) };
    default:
      return { ...entry, before: random.bytes(random.below(40)), after: random.bytes(random.below(40)) };
  }
};

const lyingFrame = (random: Random, size: number): Omit<ZipSpec, 'entries'> => {
  switch (random.below(6)) {
    case 0:
      return { end: lies(END_FIELDS, random, size) };
    case 1:
      return {
        zip64End: random.chance(0.3)
          ? true
          : lies(
              [
                'recordSize',
                'entries',
                'entriesOnDisk',
                'directorySize',
                'directoryOffset',
                'locatorOffset',
                'disks',
                'locatorDisk',
              ],
              random,
              size,
            ),
      };
    case 2:
      return { prefix: random.bytes(random.below(64)), shiftOffsets: random.chance(0.5) };
    case 3:
      return { suffix: random.bytes(random.below(64)) };
    case 4:
      return {
        beforeDirectory: random.bytes(random.below(64)),
        afterDirectory: random.bytes(random.below(64)),
      };
    default:
      return { comment: random.bytes(random.below(64)) };
  }
};

/** An archive of these entries that lies in one to three places, in every other respect as it should be. */
export const lyingZip = (entries: readonly OpenEntry[], random: Random): Uint8Array => {
  let specs: readonly ZipEntrySpec[] = entries;
  for (let i = random.below(4); i > 0; i -= 1) {
    const chosen = random.below(entries.length);
    specs = specs.map((spec, at) => {
      const entry = entries[at];
      return at === chosen && entry !== undefined ? lyingEntry(entry, random) : spec;
    });
  }
  const frame = random.chance(0.4) ? lyingFrame(random, entries.length * 100) : {};
  return buildZip({ entries: specs, ...frame });
};
