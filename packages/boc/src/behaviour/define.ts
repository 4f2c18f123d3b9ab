import { BocError } from '../errors/errors.ts';
import { numberOf, textOf } from '../registry/log.ts';
import { fingerprint } from './fingerprint.ts';

/** A body that every thread can find: by the module that defines it and its name there. */
export type Behaviour<P extends readonly unknown[], R> = {
  readonly url: string;
  readonly name: string;
  readonly run: (...parameters: P) => R;
};

type Known = {
  readonly url: string;
  readonly name: string;
  readonly run: (...parameters: never[]) => unknown;
  readonly isAsync: boolean;
  readonly hash: string;
  number: number;
};

const byKey = new Map<string, Known>();
/** Numbers are given out one after the other. */
const byNumber: (Known | undefined)[] = [];
/** On a definition, seen by nobody else: finding it there takes less than a map of definitions. */
const KNOWN: unique symbol = Symbol('boc.behaviour');
const hashes = new Map<string, string>();

const keyOf = (url: string, name: string): string => JSON.stringify([url, name]);

/** Not by `import`: that evaluates all that a module of Node's offers, and each worker would wait for it. */
const { readFileSync } = process.getBuiltinModule('node:fs');

/** The module as this thread loaded it: its bytes, or where they cannot be had the function's source. */
const hashOf = (url: string, source: string): string => {
  if (!url.startsWith('file:')) return fingerprint(Buffer.from(source));
  const known = hashes.get(url);
  if (known !== undefined) return known;
  let hash: string;
  try {
    hash = fingerprint(readFileSync(new URL(url)));
  } catch {
    hash = fingerprint(Buffer.from(source));
  }
  hashes.set(url, hash);
  return hash;
};

const isAsyncFunction = (run: (...parameters: never[]) => unknown): boolean =>
  Object.prototype.toString.call(run) === '[object AsyncFunction]';

/**
 * Names a body, so that every thread finds it: call it at the top level of a module, as
 * `export const deposit = behaviour(import.meta.url, 'deposit', (account: Held<Account>, amount: number) => { … })`.
 * Each worker imports that module, so nothing at its top level may have effects; a body sees what its own module has, and its parameters.
 * Asynchronous bodies must be `async` functions; the cowns are theirs until they end.
 *
 * @throws BocError `BOC_DUPLICATE_BEHAVIOUR` where the module has used the name before.
 */
export const behaviour = <P extends readonly unknown[], R>(
  url: string,
  name: string,
  run: (...parameters: P) => R,
): Behaviour<P, R> => {
  const key = keyOf(url, name);
  const before = byKey.get(key);
  const source = Function.prototype.toString.call(run);
  if (before !== undefined && Function.prototype.toString.call(before.run) !== source)
    throw new BocError('BOC_DUPLICATE_BEHAVIOUR', `two behaviours of ${url} are named "${name}"`);
  const known: Known = {
    url,
    name,
    run,
    isAsync: isAsyncFunction(run),
    hash: hashOf(url, source),
    number: before?.number ?? 0,
  };
  byKey.set(key, known);
  if (known.number !== 0) byNumber[known.number] = known;
  return Object.freeze(Object.defineProperty({ url, name, run }, KNOWN, { value: known }));
};

/** The number that all threads use for a behaviour. */
export const codeOf = (definition: object): number => {
  const known = (definition as { readonly [KNOWN]?: Known } | null | undefined)?.[KNOWN];
  if (known === undefined)
    throw new BocError(
      'BOC_UNKNOWN_BEHAVIOUR',
      "run and post take what behaviour(import.meta.url, 'name', fn) answered, not a bare function: other threads could not find it",
    );
  if (known.number === 0) {
    known.number = numberOf('code', JSON.stringify([known.url, known.name, known.hash]));
    byNumber[known.number] = known;
  }
  return known.number;
};

const parse = (number: number): readonly [string, string, string] => {
  const text = textOf(number);
  if (text === undefined) throw new BocError('BOC_UNKNOWN_BEHAVIOUR', `no behaviour has number ${number}`);
  return JSON.parse(text) as [string, string, string];
};

/** The code behind a number, if this thread has loaded its module, and the same one. */
export const codeNumbered = (number: number): Known | undefined => {
  const found = byNumber[number];
  if (found !== undefined) return found;
  const [url, name, hash] = parse(number);
  const known = byKey.get(keyOf(url, name));
  if (known?.hash !== hash) return undefined;
  known.number = number;
  byNumber[number] = known;
  return known;
};

/** Modules with behaviours, in the order in which they were loaded: what a new worker imports before it is ready. */
export const behaviourModules = (): readonly string[] => [
  ...new Set([...byKey.values()].map(({ url }) => url)),
];

/**
 * Imports the module behind a number and answers the code.
 *
 * @throws BocError `BOC_UNKNOWN_BEHAVIOUR` where it cannot be imported or does not define it, `BOC_STALE_CODE` where this thread's module differs.
 */
export const loadCode = async (number: number): Promise<Known> => {
  const [url, name, hash] = parse(number);
  if (!byKey.has(keyOf(url, name))) {
    try {
      await import(url);
    } catch (error) {
      throw new BocError(
        'BOC_UNKNOWN_BEHAVIOUR',
        `${url}, which defines "${name}", cannot be imported`,
        error,
      );
    }
  }
  const known = byKey.get(keyOf(url, name));
  if (known === undefined)
    throw new BocError(
      'BOC_UNKNOWN_BEHAVIOUR',
      `${url} does not define a behaviour "${name}" when imported on a worker`,
    );
  if (known.hash !== hash)
    throw new BocError(
      'BOC_STALE_CODE',
      `${url} has changed since "${name}" was scheduled from it: restart, so that all threads run the same code`,
    );
  known.number = number;
  byNumber[number] = known;
  return known;
};
