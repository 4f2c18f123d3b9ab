import { concat, type Random, toBytes } from '@custody/testkit';
import { oddField } from './numbers.ts';

/** What a mutation may borrow from: other inputs to splice with, and words that mean something to the parser. */
export type Material = {
  readonly others: readonly [Uint8Array, ...Uint8Array[]];
  readonly words: readonly [string, ...string[]];
};

type Mutation = (bytes: Uint8Array, random: Random, material: Material) => Uint8Array;

/** Where amplified inputs stop: small enough for the time bound, large enough to show quadratic behaviour. */
const AMPLIFIED = 128 * 1024;

const range = (bytes: Uint8Array, random: Random, most: number): readonly [number, number] => {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.below(most + 1))];
};

const replaced = (bytes: Uint8Array, from: number, to: number, middle: Uint8Array): Uint8Array =>
  concat(bytes.subarray(0, from), middle, bytes.subarray(to));

const flipBit: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return copy;
};

const setByte: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  copy[random.below(bytes.length)] = random.pick([
    0,
    0x0a,
    0x0d,
    0x20,
    0x22,
    0x2c,
    0x7f,
    0x80,
    0xff,
    random.byte(),
  ]);
  return copy;
};

const truncate: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length));

const cut: Mutation = (bytes, random) => {
  const [from, to] = range(bytes, random, 64);
  return replaced(bytes, from, to, new Uint8Array(0));
};

const insert: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return replaced(bytes, at, at, random.bytes(1 + random.below(16)));
};

const insertWord: Mutation = (bytes, random, { words }) => {
  const [from, to] = random.chance(0.5) ? range(bytes, random, 24) : range(bytes, random, 0);
  return replaced(bytes, from, to, toBytes(random.pick(words)));
};

const repeat: Mutation = (bytes, random) => {
  const [from, to] = range(bytes, random, 512);
  const times = 1 + random.below(8);
  return replaced(bytes, to, to, concat(...Array.from({ length: times }, () => bytes.subarray(from, to))));
};

const splice: Mutation = (bytes, random, { others }) => {
  const other = random.pick(others);
  return concat(
    bytes.subarray(0, random.below(bytes.length + 1)),
    other.subarray(random.below(other.length + 1)),
  );
};

const overwriteField: Mutation = (bytes, random) => {
  const field = oddField(random, bytes.length);
  const at = random.below(Math.max(1, bytes.length - field.length));
  return replaced(bytes, at, Math.min(bytes.length, at + field.length), field);
};

/** Many times the same: what shows where time grows faster than the input. */
const amplify: Mutation = (bytes, random, { words }) => {
  const [from, to] = range(bytes, random, 48);
  const unit = random.chance(0.5) || from === to ? toBytes(random.pick(words)) : bytes.subarray(from, to);
  const whole = new Uint8Array(random.below(AMPLIFIED));
  for (let at = 0; at < whole.length; at += unit.length)
    whole.set(unit.subarray(0, Math.min(unit.length, whole.length - at)), at);
  return replaced(bytes, from, from, whole);
};

const COMMON: readonly [Mutation, ...Mutation[]] = [
  flipBit,
  flipBit,
  setByte,
  truncate,
  cut,
  insert,
  insertWord,
  insertWord,
  repeat,
  splice,
  overwriteField,
  overwriteField,
];

/** One to eight mutations, one upon the other; now and then one that makes the input long. */
export const mutateBytes = (bytes: Uint8Array, random: Random, material: Material): Uint8Array => {
  let mutated = bytes;
  const times = 1 + Math.min(random.below(8), random.below(8));
  for (let i = 0; i < times; i += 1) {
    if (mutated.length === 0) return mutated;
    mutated = random.pick(COMMON)(mutated, random, material);
  }
  return random.chance(0.02) ? amplify(mutated, random, material) : mutated;
};
