import { handleOf } from '../cown/identity.ts';
import { BocError, type BocErrorCode } from '../errors/errors.ts';
import { classNamed } from './classes.ts';
import { keysOf } from './shapes.ts';
import { DEEPEST, NODE, TYPED } from './tags.ts';
import { readText } from './text.ts';

/** Where a tree is read: shared bytes up to `end`, and the slots of the cowns that it names by number. */
export type Reader = {
  readonly bytes: Buffer;
  readonly view: DataView;
  at: number;
  readonly end: number;
  readonly cownAt: (index: number) => number;
  readonly met: unknown[];
  depth: number;
};

const broken = (reader: Reader, what: string): BocError =>
  new BocError('BOC_UNDECODABLE', `${what} at byte ${reader.at} of an encoded value`);

const need = (reader: Reader, bytes: number): number => {
  const { at } = reader;
  if (bytes > reader.end - at) throw broken(reader, 'cut short');
  reader.at = at + bytes;
  return at;
};

const byte = (reader: Reader): number => reader.bytes[need(reader, 1)] ?? 0;

const counted = (reader: Reader): number => {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const next = byte(reader);
    value |= (next & 0x7f) << shift;
    if (next < 0x80) return value >>> 0;
  }
  throw broken(reader, 'an endless number');
};

/** A count of things that each take at least a byte: a lie must not make us allocate. */
const items = (reader: Reader): number => {
  const count = counted(reader);
  if (count > reader.end - reader.at) throw broken(reader, 'more items than bytes');
  return count;
};

const text = (reader: Reader, node: number): string => {
  const length = counted(reader);
  const latin = node === NODE.latin;
  const at = need(reader, latin ? length : length * 2);
  return readText(reader.bytes, at, length, latin);
};

const textNode = (reader: Reader): string => {
  const node = byte(reader);
  if (node !== NODE.latin && node !== NODE.wide) throw broken(reader, 'no string');
  return text(reader, node);
};

const put = (object: object, key: string, value: unknown): void => {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else (object as Record<string, unknown>)[key] = value;
};

const entries = (reader: Reader, object: object): object => {
  reader.met.push(object);
  for (let left = items(reader); left > 0; left -= 1) put(object, textNode(reader), readNode(reader));
  return object;
};

const array = (reader: Reader): unknown[] => {
  const length = items(reader);
  const list: unknown[] = [];
  reader.met.push(list);
  for (let index = 0; index < length; index += 1) {
    if (reader.bytes[reader.at] === NODE.hole) {
      reader.at += 1;
      list.length = index + 1;
    } else list[index] = readNode(reader);
  }
  return list;
};

const shaped = (reader: Reader): object => {
  const shape = counted(reader);
  const object: Record<string, unknown> = {};
  reader.met.push(object);
  for (const key of keysOf(shape)) object[key] = readNode(reader);
  return object;
};

const raw = (reader: Reader): ArrayBuffer => {
  const length = counted(reader);
  const at = need(reader, length);
  const copy = new ArrayBuffer(length);
  new Uint8Array(copy).set(reader.bytes.subarray(at, at + length));
  return copy;
};

const typed = (reader: Reader): unknown => {
  const kind = TYPED[byte(reader)];
  if (kind === undefined) throw broken(reader, 'bytes of an unknown kind');
  const buffer = raw(reader);
  const width = kind === 'Buffer' || kind === 'DataView' ? 1 : globalThis[kind].BYTES_PER_ELEMENT;
  if (buffer.byteLength % width !== 0) throw broken(reader, `no whole ${kind}`);
  const view =
    kind === 'Buffer'
      ? Buffer.from(buffer)
      : new (globalThis[kind] as unknown as new (of: ArrayBuffer) => ArrayBufferView)(buffer);
  reader.met.push(view);
  return view;
};

const errorClasses: Readonly<Record<string, ErrorConstructor>> = {
  __proto__: null as never,
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
};

const bareError = (className: string, name: string, message: string): Error => {
  if (className === 'DOMException') return new DOMException(message, name);
  if (className === 'AggregateError') return new AggregateError([], message);
  if (className === 'BocError') return new BocError('BOC_UNDECODABLE' satisfies BocErrorCode, message);
  if (className.startsWith(':')) {
    const registered = classNamed(className.slice(1));
    const error = new Error(message);
    // A class that this thread has not loaded: the error still arrives, as a plain one with its name.
    if (registered !== undefined) Object.setPrototypeOf(error, registered.prototype);
    return error;
  }
  return new (errorClasses[className] ?? Error)(message);
};

const hide = (error: Error, key: string, value: unknown): void => {
  Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
};

const error = (reader: Reader): Error => {
  const place = reader.met.push(undefined) - 1;
  const className = textNode(reader);
  const name = textNode(reader);
  const made = bareError(className, name, textNode(reader));
  reader.met[place] = made;
  if (made.name !== name) hide(made, 'name', name);
  hide(made, 'stack', textNode(reader));
  if (byte(reader) === 1) hide(made, 'cause', readNode(reader));
  if (byte(reader) === 1) hide(made, 'errors', readNode(reader));
  for (let left = items(reader); left > 0; left -= 1) put(made, textNode(reader), readNode(reader));
  return made;
};

const instance = (reader: Reader): unknown => {
  const place = reader.met.push(undefined) - 1;
  const name = textNode(reader);
  const data = readNode(reader);
  const entry = classNamed(name);
  if (entry === undefined)
    throw new BocError(
      'BOC_UNDECODABLE',
      `no class is registered as "${name}" on this thread: import the module that registers it where the behaviour is defined`,
    );
  const made = entry.decode(data);
  reader.met[place] = made;
  return made;
};

const collection = (reader: Reader, node: number): unknown => {
  const count = items(reader);
  if (node === NODE.set) {
    const set = new Set<unknown>();
    reader.met.push(set);
    for (let left = count; left > 0; left -= 1) set.add(readNode(reader));
    return set;
  }
  const map = new Map<unknown, unknown>();
  reader.met.push(map);
  for (let left = count; left > 0; left -= 1) {
    const key = readNode(reader);
    map.set(key, readNode(reader));
  }
  return map;
};

const met = <T>(reader: Reader, value: T): T => {
  reader.met.push(value);
  return value;
};

const bigint = (hex: string): bigint =>
  hex.startsWith('-') ? -BigInt(`0x${hex.slice(1)}`) : BigInt(`0x${hex}`);

const objectNode = (reader: Reader, node: number): unknown => {
  switch (node) {
    case NODE.shaped:
      return shaped(reader);
    case NODE.array:
      return array(reader);
    case NODE.object:
      return entries(reader, {});
    case NODE.bare:
      return entries(reader, Object.create(null) as object);
    case NODE.map:
    case NODE.set:
      return collection(reader, node);
    case NODE.date:
      return met(reader, new Date(readNode(reader) as number));
    case NODE.typed:
      return typed(reader);
    case NODE.buffer:
      return met(reader, raw(reader));
    case NODE.pattern: {
      const source = textNode(reader);
      const pattern = met(reader, new RegExp(source, textNode(reader)));
      pattern.lastIndex = counted(reader);
      return pattern;
    }
    case NODE.error:
      return error(reader);
    case NODE.cown:
      return met(reader, handleOf(reader.cownAt(counted(reader))));
    case NODE.instance:
      return instance(reader);
    case NODE.url:
      return met(reader, new URL(textNode(reader)));
    default:
      throw broken(reader, `an unknown node ${node}`);
  }
};

/** Reads one value. Throws BocError `BOC_UNDECODABLE` for what is no encoded value, and whatever a class's own `decode` throws. */
export const readNode = (reader: Reader): unknown => {
  const node = byte(reader);
  switch (node) {
    case NODE.undefined:
      return undefined;
    case NODE.null:
      return null;
    case NODE.true:
      return true;
    case NODE.false:
      return false;
    case NODE.int: {
      const folded = counted(reader);
      return (folded >>> 1) ^ -(folded & 1);
    }
    case NODE.float:
      return reader.view.getFloat64(need(reader, 8), true);
    case NODE.latin:
    case NODE.wide:
      return text(reader, node);
    case NODE.bigint:
      return bigint(textNode(reader));
    case NODE.again: {
      const index = counted(reader);
      if (index >= reader.met.length) throw broken(reader, 'a reference to nothing');
      return reader.met[index];
    }
    default: {
      reader.depth += 1;
      if (reader.depth > DEEPEST) throw broken(reader, 'nested too deep');
      const value = objectNode(reader, node);
      reader.depth -= 1;
      return value;
    }
  }
};
