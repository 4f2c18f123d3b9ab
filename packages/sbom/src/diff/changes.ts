import { isDefined } from '../compact/compact.ts';
import { parsePurl } from '../purl/parse.ts';
import { sortedSet } from '../compact/order.ts';
import type { Change } from './types.ts';

/** Lists are sets: their order means nothing. What is empty says nothing. */
const textOf = (value: unknown): string | undefined => {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return sortedSet(value.map(textOf).filter(isDefined)).join(', ') || undefined;
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) return undefined;
  return stable(value);
};

const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  ) ?? '';

const canonical = (field: string, value: unknown): unknown => {
  if (field !== 'purl' || typeof value !== 'string') return value;
  const reading = parsePurl(value);
  return reading.kind === 'purl' ? reading.canonical : value;
};

/** The members that differ in meaning, in the order of their names. */
export const changesBetween = (
  before: object,
  after: object,
  skip: ReadonlySet<string>,
): readonly Change[] => {
  const [old, young] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return sortedSet([...old.keys(), ...young.keys()])
    .filter((field) => !skip.has(field))
    .flatMap((field): Change[] => {
      const was = textOf(canonical(field, old.get(field)));
      const is = textOf(canonical(field, young.get(field)));
      if (was === is) return [];
      return [
        { field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
      ];
    });
};
