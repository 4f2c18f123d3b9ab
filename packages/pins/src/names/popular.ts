import { gunzipSync } from 'node:zlib';
import { parseName } from '@custody/python';
import { LOOKALIKES } from './data/lookalikes.ts';
import { POPULAR } from './data/popular.ts';
import { STDLIB } from './data/stdlib.ts';
import { type HalfIndex, halfIndex } from './halves.ts';
import { squash, ultranormal } from './squash.ts';

/** Projects that many people mean: what a name is compared with. Names are normalised. */
export type PopularNames = {
  /** Where the list is from, in words. */
  readonly source: string;
  /** Place of a name, from 1; the most popular first. */
  readonly rank: ReadonlyMap<string, number>;
  /** Names that resemble popular ones, and are known to be projects of their own. */
  readonly exempt: ReadonlySet<string>;
  /** Names and modules of the standard library, by what is one edit away. */
  readonly near: HalfIndex['near'];
  /** The most popular name that has this squashed form. */
  readonly bySquash: (form: string) => string | undefined;
  readonly byUltranormal: (form: string) => string | undefined;
  /** The most popular name that has the same words in another order. */
  readonly byWords: (form: string) => string | undefined;
};

/** A slip is thought to be of one of the best known names; the others of a long list are only not suspected themselves. */
const MEANT = 3000;

/** The words of a name in a fixed order. */
export const wordsOf = (name: string): string => name.split('-').sort().join('-');

const lazily = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

const byForm = (
  names: readonly string[],
  form: (name: string) => string,
): ((asked: string) => string | undefined) => {
  const table = lazily(() => {
    const map = new Map<string, string>();
    for (const name of names) if (!map.has(form(name))) map.set(form(name), name);
    return map;
  });
  return (asked) => table().get(asked);
};

/** A list of popular names, best known first; what is no name is passed over. Its indexes are made when first asked. */
export const popularNames = (list: readonly string[], source: string): PopularNames => {
  const rank = new Map<string, number>();
  for (const one of list) {
    const name = parseName(one);
    if (name !== undefined && !rank.has(name)) rank.set(name, rank.size + 1);
  }
  const meant = [...rank.keys()].slice(0, MEANT);
  const index = lazily(() => halfIndex([...meant, ...STDLIB]));
  return {
    source,
    rank,
    exempt: new Set(LOOKALIKES),
    near: (written) => index().near(written),
    bySquash: byForm(meant, squash),
    byUltranormal: byForm(meant, ultranormal),
    byWords: byForm(
      meant.filter((name) => name.includes('-')),
      wordsOf,
    ),
  };
};

let own: PopularNames | undefined;

/** The small list that custody brings along. */
export const builtInNames = (): PopularNames =>
  (own ??= popularNames(POPULAR, `the ${POPULAR.length} names that custody brings along`));

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_NAMES = 100_000;

export type PopularReading =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

const unreadable = (reason: string): PopularReading => ({ kind: 'unreadable', reason });

const nameOf = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && 'project' in row ? row.project : row;

const rowsOf = (root: unknown): readonly unknown[] | undefined => {
  const rows = typeof root === 'object' && root !== null && 'rows' in root ? root.rows : root;
  return Array.isArray(rows) ? (rows as readonly unknown[]) : undefined;
};

/**
 * Reads a list of popular names: one per line, most popular first; or JSON, an array of names or the form of
 * top-pypi-packages (`rows` with `project`). Gzip is recognised. Never throws.
 */
export const parsePopularNames = (bytes: Uint8Array): PopularReading => {
  if (bytes.length > MAX_BYTES) return unreadable(`it has more than ${MAX_BYTES} bytes`);
  let text: string;
  try {
    const plain =
      bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes;
    text = new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return unreadable('it is neither UTF-8 nor gzip of it');
  }
  let rows: readonly unknown[] | undefined = text.split(/\r?\n/);
  if (/^\s*[[{]/.test(text)) {
    try {
      rows = rowsOf(JSON.parse(text));
    } catch {
      return unreadable('it is no JSON, though it begins like it');
    }
  }
  if (rows === undefined) return unreadable('it is no list of names, nor has it one under "rows"');
  const names: string[] = [];
  for (const row of rows) {
    const one = nameOf(row);
    if (typeof one !== 'string') return unreadable('not every row of it names a project');
    const name = one.trim();
    if (name !== '' && !name.startsWith('#')) names.push(name);
    if (names.length > MAX_NAMES) return unreadable(`it has more than ${MAX_NAMES} names`);
  }
  const bad = names.find((name) => parseName(name) === undefined);
  if (bad !== undefined) return unreadable(`${JSON.stringify(bad.slice(0, 60))} is no name of a project`);
  return names.length === 0 ? unreadable('there is no name in it') : { kind: 'names', names };
};
