import type { Random } from '@custody/testkit';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Change = (value: Json, random: Random) => Json;

const ODD_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'bom-ref',
  'components',
  'ref',
  'name',
  '',
  '\u0000',
] as const;

const ODD_VALUES: readonly [Json, ...Json[]] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.1,
  '',
  '\u0000',
  '\ud800',
  '\u202e',
  'pkg:pypi/%ff@1',
  'pkg:/',
  'urn:uuid:x',
  'NOASSERTION',
  '((((((((((MIT',
  'MIT AND (Apache-2.0 OR',
  '2020-13-99T99:99:99Z',
  [],
  {},
  [[]],
  { '': null },
  'x'.repeat(5000),
];

/** Six times this still fits every stack. */
const DEEPEST = 800;

const LONGEST = 256 * 1024;

const nested = (value: Json, random: Random): Json => {
  const inArrays = random.chance(0.5);
  let wrapped = value;
  for (let depth = random.below(DEEPEST); depth > 0; depth -= 1)
    wrapped = inArrays ? [wrapped] : { components: [wrapped] };
  return wrapped;
};

const CHANGES: readonly [Change, ...Change[]] = [
  (_, random) => random.pick(ODD_VALUES),
  (_, random) => random.pick(ODD_VALUES),
  (value) => (typeof value === 'string' ? `${value}${value}` : [value, value]),
  (value, random) =>
    Array.isArray(value) ? Array.from({ length: random.below(200) }, () => value[0] ?? null) : [value],
  (value, random) => (random.chance(0.1) ? nested(value, random) : value),
];

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Goes down a random way and changes what stands there. */
const changed = (value: Json, random: Random): Json => {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.85)) {
    const items = value as readonly Json[];
    const chosen = random.below(items.length);
    if (random.chance(0.1)) return items.filter((_, i) => i !== chosen);
    return items.map((item, i) => (i === chosen ? changed(item, random) : item));
  }
  if (isObject(value) && random.chance(0.85)) {
    const entries = Object.entries(value);
    const chosen = random.below(entries.length + 1);
    const odd = random.pick(ODD_KEYS);
    if (chosen === entries.length) return Object.fromEntries([...entries, [odd, random.pick(ODD_VALUES)]]);
    if (random.chance(0.1)) return Object.fromEntries(entries.filter((_, i) => i !== chosen));
    return Object.fromEntries(
      entries.map(([key, item], i) => {
        if (i !== chosen) return [key, item];
        return random.chance(0.1) ? [odd, item] : [key, changed(item, random)];
      }),
    );
  }
  return random.pick(CHANGES)(value, random);
};

const parsed = (bytes: Uint8Array): Json | undefined => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch {
    return undefined;
  }
};

/** The JSON text of a document of which one to six places are changed; it stays well-formed. What is no JSON stays as it is. */
export const mutateJson = (bytes: Uint8Array, random: Random): Uint8Array => {
  let value = parsed(bytes);
  if (value === undefined) return bytes;
  for (let i = 1 + random.below(6); i > 0; i -= 1) value = changed(value, random);
  const text = JSON.stringify(value);
  // Lists of lists grow without end; what is that long tells no more.
  return text.length > LONGEST ? bytes : new TextEncoder().encode(text);
};
