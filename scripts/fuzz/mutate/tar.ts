import { buildTar, type Random, type TarEntrySpec, type TarSpec } from '@custody/testkit';
import { oddNumber } from './numbers.ts';

const TYPES = ['0', '\0', '1', '2', '3', '4', '5', '6', '7', 'g', 'x', 'K', 'L', 'S', 'V', 'X', 'Z'] as const;
const PAX_KEYS = [
  'path',
  'size',
  'linkpath',
  'mtime',
  'uid',
  'GNU.sparse.major',
  'GNU.sparse.size',
  'GNU.sparse.map',
  'hdrcharset',
  'LIBARCHIVE.x',
  '__proto__',
  '',
] as const;
const NAMES = [
  '../x',
  '/etc/x',
  'a/../../x',
  '',
  '.',
  'a\0b',
  'x'.repeat(300),
  'tidewater-1.0.0',
  'A',
  'a',
] as const;
const FIELDS = ['mode', 'uid', 'gid', 'size', 'mtime', 'deviceMajor'] as const;

const paxValue = (random: Random): string =>
  random.pick([
    String(oddNumber(random, 100)),
    '-1',
    '1e9',
    '',
    ' 7',
    '0x10',
    '9'.repeat(40),
    random.pick(NAMES),
    '1.5.5',
  ]);

/** Octal, base-256, or nonsense: the ways in which a number field can be written. */
const numberField = (random: Random): string => {
  const octal = oddNumber(random, 512).toString(8);
  return random.pick([
    octal,
    `${octal} `,
    octal.padStart(11, '0'),
    '-1',
    '',
    '99999',
    '\u0000',
    '777777777777',
  ]);
};

const base256 = (random: Random): Uint8Array => {
  const bytes = random.bytes(12);
  bytes[0] = random.pick([0x80, 0xff, 0xc0]);
  if (random.chance(0.7)) bytes.fill(0, 1, 1 + random.below(11));
  return bytes;
};

const lyingEntry = (entry: TarEntrySpec, random: Random): TarEntrySpec => {
  switch (random.below(8)) {
    case 0:
      return { ...entry, fields: { ...entry.fields, [random.pick(FIELDS)]: numberField(random) } };
    case 1:
      return { ...entry, fields: { ...entry.fields, size: base256(random) } };
    case 2:
      return { ...entry, type: random.pick(TYPES) };
    case 3:
      return {
        ...entry,
        pax: Array.from(
          { length: 1 + random.below(4) },
          () => [random.pick(PAX_KEYS), paxValue(random)] as const,
        ),
      };
    case 4:
      return {
        ...entry,
        paxBody: random.chance(0.5) ? `${numberField(random)} path=x\n` : random.bytes(random.below(80)),
      };
    case 5:
      return { ...entry, name: random.pick(NAMES), longNames: random.pick(['pax', 'gnu', 'cut']) };
    case 6:
      return { ...entry, type: random.pick(['1', '2']), linkName: random.pick(NAMES) };
    default:
      return { ...entry, pad: random.chance(0.5), before: random.bytes(random.below(3) * 256) };
  }
};

/** A tar that lies in one to four places; its checksums are right, so that the lie is read. */
export const lyingTar = (spec: TarSpec, random: Random): Uint8Array => {
  let entries = spec.entries;
  for (let i = 1 + random.below(4); i > 0; i -= 1) {
    const chosen = random.below(entries.length);
    entries = entries.map((entry, at) => (at === chosen ? lyingEntry(entry, random) : entry));
  }
  return buildTar({
    ...spec,
    entries,
    ...(random.chance(0.1) ? { endBlocks: random.below(4) } : {}),
    ...(random.chance(0.1) ? { globalPax: { [random.pick(PAX_KEYS)]: paxValue(random) } } : {}),
    ...(random.chance(0.1) ? { suffix: random.bytes(random.below(1024)) } : {}),
  });
};
