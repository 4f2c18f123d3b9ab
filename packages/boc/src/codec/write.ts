import { type HasSlot, hasSlot, share, SLOT } from '../cown/identity.ts';
import { BocError } from '../errors/errors.ts';
import { classOf, isPlainError } from './classes.ts';
import { shapeOf } from './shapes.ts';
import { DEEPEST, NODE, TYPED } from './tags.ts';
import { writeText } from './text.ts';
import { goTo, meet, putByte, putCount, reserve, unmeet, type Writer } from './writer.ts';

const typedNumbers = new Map<object, number>(
  TYPED.map((name, index) => [
    (globalThis as unknown as Record<string, { readonly prototype: object }>)[name]?.prototype ?? {},
    index,
  ]),
);

const refuse = (writer: Writer, what: string): BocError =>
  new BocError(
    'BOC_UNENCODABLE',
    `value${writer.path
      .slice(0, writer.steps)
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
      .join('')} cannot leave its thread: ${what}`,
  );

const writeNumber = (writer: Writer, value: number): void => {
  if ((value | 0) === value && !Object.is(value, -0)) {
    putByte(writer, NODE.int);
    putCount(writer, (value << 1) ^ (value >> 31));
    return;
  }
  reserve(writer, 9);
  putByte(writer, NODE.float);
  writer.view.setFloat64(writer.at, value, true);
  writer.at += 8;
};

const writeRaw = (writer: Writer, buffer: ArrayBufferLike, offset: number, length: number): void => {
  putCount(writer, length);
  reserve(writer, length);
  writer.bytes.set(new Uint8Array(buffer, offset, length), writer.at);
  writer.at += length;
};

const writeEntries = (writer: Writer, value: object, keys: readonly string[]): void => {
  putCount(writer, keys.length);
  for (const key of keys) {
    writeText(writer, key);
    goTo(writer, key);
    writeNode(writer, (value as Record<string, unknown>)[key]);
    writer.steps -= 1;
  }
};

const writeArray = (writer: Writer, value: readonly unknown[]): void => {
  putByte(writer, NODE.array);
  putCount(writer, value.length);
  for (let index = 0; index < value.length; index += 1) {
    const item = value[index];
    if (item === undefined && !(index in value)) putByte(writer, NODE.hole);
    else {
      goTo(writer, index);
      writeNode(writer, item);
      writer.steps -= 1;
    }
  }
};

const writePlain = (writer: Writer, value: object): void => {
  const keys = Object.keys(value);
  // What somebody made by spreading a handle is still that cown.
  if (keys.length === 0 && hasSlot(value)) {
    writeCown(writer, value);
    return;
  }
  const shape = shapeOf(keys);
  if (shape === 0) {
    putByte(writer, NODE.object);
    writeEntries(writer, value, keys);
    return;
  }
  putByte(writer, NODE.shaped);
  putCount(writer, shape);
  for (const key of keys) {
    goTo(writer, key);
    writeNode(writer, (value as Record<string, unknown>)[key]);
    writer.steps -= 1;
  }
};

const writeCown = (writer: Writer, value: HasSlot): void => {
  putByte(writer, NODE.cown);
  putCount(writer, writer.cowns.length);
  writer.cowns.push(value[SLOT]);
  share(value);
};

/** An error's own words may be anything by the time it is thrown. */
const asText = (part: unknown): string => (typeof part === 'string' ? part : '');

const writeError = (writer: Writer, error: Error, className: string): void => {
  putByte(writer, NODE.error);
  writeText(writer, className);
  for (const part of [error.name, error.message, error.stack]) writeText(writer, asText(part));
  putByte(writer, Object.hasOwn(error, 'cause') ? 1 : 0);
  if (Object.hasOwn(error, 'cause')) writeLoose(writer, error.cause);
  const many = error instanceof AggregateError;
  putByte(writer, many ? 1 : 0);
  if (many) writeLoose(writer, error.errors);
  const keys = Object.keys(error).filter((key) => key !== 'name' && key !== 'stack' && key !== 'cause');
  putCount(writer, keys.length);
  for (const key of keys) {
    writeText(writer, key);
    writeLoose(writer, (error as unknown as Record<string, unknown>)[key]);
  }
};

/** What hangs on an error travels where it can; where it cannot, the error must still arrive. */
const writeLoose = (writer: Writer, value: unknown): void => {
  const { at } = writer;
  const cowns = writer.cowns.length;
  const { depth, met, steps } = writer;
  try {
    writeNode(writer, value);
  } catch {
    writer.at = at;
    writer.cowns.length = cowns;
    writer.depth = depth;
    writer.steps = steps;
    // Objects met in vain must not be referred to later.
    unmeet(writer, met);
    writeText(writer, `[${typeof value} that cannot leave its thread]`);
  }
};

const NATIVE_ERRORS = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'DOMException',
  'BocError',
]);

const writeSpecial = (writer: Writer, value: object, prototype: object | null): void => {
  if (hasSlot(value)) {
    writeCown(writer, value);
    return;
  }
  if (ArrayBuffer.isView(value)) {
    const kind = prototype === null ? undefined : typedNumbers.get(prototype);
    if (kind === undefined) throw refuse(writer, 'a view of bytes of an unknown class');
    putByte(writer, NODE.typed);
    putByte(writer, kind);
    // Only the bytes in view: the rest of the buffer may be large, or a stranger's.
    writeRaw(writer, value.buffer, value.byteOffset, value.byteLength);
    return;
  }
  if (value instanceof ArrayBuffer) {
    putByte(writer, NODE.buffer);
    writeRaw(writer, value, 0, value.byteLength);
    return;
  }
  if (prototype !== null && classOf(prototype) !== undefined && !isPlainError(prototype)) {
    const entry = classOf(prototype);
    putByte(writer, NODE.instance);
    writeText(writer, entry?.name ?? '');
    writeNode(writer, entry?.encode(value));
    return;
  }
  if (value instanceof Map) {
    putByte(writer, NODE.map);
    putCount(writer, value.size);
    for (const [key, item] of value) {
      writeNode(writer, key);
      writeNode(writer, item);
    }
    return;
  }
  if (value instanceof Set) {
    putByte(writer, NODE.set);
    putCount(writer, value.size);
    for (const item of value) writeNode(writer, item);
    return;
  }
  if (value instanceof Date) {
    putByte(writer, NODE.date);
    writeNumber(writer, value.getTime());
    return;
  }
  if (value instanceof RegExp) {
    putByte(writer, NODE.pattern);
    writeText(writer, value.source);
    writeText(writer, value.flags);
    putCount(writer, value.lastIndex);
    return;
  }
  if (value instanceof Error) {
    const registered = prototype === null ? undefined : classOf(prototype)?.name;
    const native = value.constructor?.name ?? 'Error';
    writeError(
      writer,
      value,
      registered === undefined ? (NATIVE_ERRORS.has(native) ? native : 'Error') : `:${registered}`,
    );
    return;
  }
  if (value instanceof URL) {
    putByte(writer, NODE.url);
    writeText(writer, value.href);
    return;
  }
  if (prototype === null) {
    putByte(writer, NODE.bare);
    writeEntries(writer, value, Object.keys(value));
    return;
  }
  const name = (prototype as { constructor?: { name?: string } }).constructor?.name ?? 'an unnamed class';
  throw refuse(writer, `an instance of ${name}; tell boc how it travels with registerClass`);
};

const writeObject = (writer: Writer, value: object): void => {
  const before = meet(writer, value);
  if (before >= 0) {
    putByte(writer, NODE.again);
    putCount(writer, before);
    return;
  }
  writer.depth += 1;
  if (writer.depth > DEEPEST) throw refuse(writer, `nested deeper than ${DEEPEST}`);
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === Object.prototype) writePlain(writer, value);
  else if (Array.isArray(value)) writeArray(writer, value);
  else writeSpecial(writer, value, prototype);
  writer.depth -= 1;
};

/** Writes one value of any encodable kind. Throws BocError `BOC_UNENCODABLE` naming the place inside the value. */
export const writeNode = (writer: Writer, value: unknown): void => {
  switch (typeof value) {
    case 'number':
      writeNumber(writer, value);
      return;
    case 'string':
      writeText(writer, value);
      return;
    case 'boolean':
      putByte(writer, value ? NODE.true : NODE.false);
      return;
    case 'undefined':
      putByte(writer, NODE.undefined);
      return;
    case 'bigint':
      putByte(writer, NODE.bigint);
      writeText(writer, value.toString(16));
      return;
    case 'object':
      if (value === null) putByte(writer, NODE.null);
      else writeObject(writer, value);
      return;
    case 'function':
    case 'symbol':
      throw refuse(writer, `a ${typeof value}`);
  }
};
