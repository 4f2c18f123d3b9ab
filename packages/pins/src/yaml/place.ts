import type { ByteRange } from '../types.ts';
import { alignBlock, alignFlow } from './align.ts';
import type { YamlScalar } from './types.ts';

const TABLES = new WeakMap<YamlScalar, Uint32Array | 'whole'>();

/** For each code unit of the value the one of the file it was written as; `whole` where that could not be made out. */
const tableOf = (scalar: YamlScalar): Uint32Array | 'whole' => {
  const known = TABLES.get(scalar);
  if (known !== undefined) return known;
  const block = scalar.style === 'literal' || scalar.style === 'folded';
  const table = (block ? alignBlock(scalar) : alignFlow(scalar)) ?? 'whole';
  TABLES.set(scalar, table);
  return table;
};

/** The bytes of the file in which the code units `start` to `end` of a scalar's value are written; the whole scalar's where they cannot be told. */
export const placeIn = (scalar: YamlScalar, start: number, end: number): ByteRange => {
  const { source, value } = scalar;
  if (scalar.style === 'plain' && scalar.end - scalar.start === value.length)
    return source.rangeOf(scalar.start + start, scalar.start + end);
  const table = tableOf(scalar);
  if (table === 'whole') return scalar.range;
  const from = table[start];
  const last = end > start ? table[end - 1] : undefined;
  if (from === undefined) return scalar.range;
  return source.rangeOf(from, last === undefined ? from : last + 1);
};
