import { numberOf, textOf } from '../registry/log.ts';
import { MOST_SHAPES, SHAPE_CHARACTERS, SHAPE_KEYS } from './tags.ts';

/** The keys of an object in their order, known to all threads by a number: an object of a known shape is written without its keys. */
type Node = { readonly next: Map<string, Node>; shape: number; nodes: number };

const root: Node = { next: new Map(), shape: 0, nodes: 0 };
const keysOfShape = new Map<number, readonly string[]>();
/** Bounds the tree of keys even where an attacker names a million of them. */
const MOST_NODES = MOST_SHAPES * 4;

/** Shapes found lately, by a guess from a few lengths: most objects are of the same few shapes. */
const recent: { keys: readonly string[]; shape: number }[] = Array.from({ length: 16 }, () => ({
  keys: [],
  shape: 0,
}));

const sameKeys = (keys: readonly string[], others: readonly string[]): boolean => {
  if (keys.length !== others.length) return false;
  for (let index = 0; index < keys.length; index += 1) if (keys[index] !== others[index]) return false;
  return true;
};

/** The number of a shape, or 0 where it is to be written out. */
export const shapeOf = (keys: readonly string[]): number => {
  const first = keys[0];
  const guess = recent[(keys.length * 5 + (first?.length ?? 0)) & 15];
  if (guess !== undefined && guess.shape !== 0 && sameKeys(keys, guess.keys)) return guess.shape;
  const shape = findShape(keys);
  if (guess !== undefined && shape !== 0) {
    guess.keys = keys;
    guess.shape = shape;
  }
  return shape;
};

const findShape = (keys: readonly string[]): number => {
  if (keys.length > SHAPE_KEYS) return 0;
  let node = root;
  for (const key of keys) {
    let next = node.next.get(key);
    if (next === undefined) {
      if (root.nodes >= MOST_NODES) return 0;
      root.nodes += 1;
      next = { next: new Map(), shape: 0, nodes: 0 };
      node.next.set(key, next);
    }
    node = next;
  }
  if (node.shape !== 0) return Math.max(node.shape, 0);
  let characters = 0;
  for (const key of keys) characters += key === '__proto__' ? SHAPE_CHARACTERS : key.length;
  if (characters >= SHAPE_CHARACTERS || keysOfShape.size >= MOST_SHAPES) {
    node.shape = -1;
    return 0;
  }
  node.shape = numberOf('shape', JSON.stringify(keys));
  keysOfShape.set(node.shape, keys);
  return node.shape;
};

/** The keys behind a shape's number. */
export const keysOf = (shape: number): readonly string[] => {
  const known = keysOfShape.get(shape);
  if (known !== undefined) return known;
  const text = textOf(shape);
  if (text === undefined) throw new RangeError(`no shape ${shape}`);
  const keys = JSON.parse(text) as readonly string[];
  keysOfShape.set(shape, keys);
  return keys;
};
