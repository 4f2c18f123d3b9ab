import { BocError } from '../errors/errors.ts';

/** How instances of a class travel: `encode` gives plain data (or anything encodable), `decode` makes an instance of it. */
export type ClassCodec<T> = {
  readonly encode: (value: T) => unknown;
  readonly decode: (data: unknown) => T;
};

type Entry = {
  readonly name: string;
  readonly encode: (value: object) => unknown;
  readonly decode: (data: unknown) => object;
};
type AnyClass<T extends object> = abstract new (...parameters: never[]) => T;

const byName = new Map<string, Entry & { readonly prototype: object }>();
const byPrototype = new Map<object, Entry>();

/**
 * Lets instances of a class keep it on their way through cowns, results and messages. Call it at the top level of a module that both sides
 * load: the one that defines the class. Without a codec the own enumerable properties travel and the constructor is not called; errors keep
 * message, stack, cause and code besides.
 *
 * @param name the same on every thread; not used for another class.
 * @throws BocError `BOC_DUPLICATE_BEHAVIOUR` where the name is another class's.
 */
export const registerClass = <T extends object>(
  name: string,
  type: AnyClass<T>,
  codec?: ClassCodec<T>,
): void => {
  const prototype = type.prototype as object;
  const before = byName.get(name);
  if (before !== undefined && before.prototype !== prototype)
    throw new BocError('BOC_DUPLICATE_BEHAVIOUR', `the name "${name}" is another class's already`);
  const entry = {
    name,
    prototype,
    encode:
      codec === undefined
        ? (value: object): unknown => ({ ...value })
        : (value: object): unknown => codec.encode(value as T),
    decode:
      codec === undefined
        ? (data: unknown): object => Object.assign(Object.create(prototype) as object, data)
        : (data: unknown): object => codec.decode(data),
  };
  byName.set(name, entry);
  // An error without a codec of its own travels as an error, and only its prototype is looked up by name.
  byPrototype.set(prototype, entry);
  if (codec === undefined && prototype instanceof Error) plainErrors.add(prototype);
};

const plainErrors = new Set<object>();

export const classOf = (prototype: object): Entry | undefined => byPrototype.get(prototype);
export const classNamed = (name: string): (Entry & { readonly prototype: object }) | undefined =>
  byName.get(name);
export const isPlainError = (prototype: object): boolean => plainErrors.has(prototype);
