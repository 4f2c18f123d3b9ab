import { shorten } from '@custody/findings';
import { parseMoment } from '../osv/time.ts';
import type { VexProblem, VexProblemCode } from './types.ts';

/** Bounds of a document; more than the largest published ones, less than what hurts. */
export const LIMITS = {
  bytes: 64 << 20,
  depth: 64,
  statements: 100_000,
  products: 100_000,
  text: 4_000,
  problems: 200,
} as const;

export type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads values of one document and keeps what is wrong with them. Reads own members only. */
export type Reader = {
  readonly say: (code: VexProblemCode, where: string, message: string) => void;
  readonly text: (of: Members, key: string, at: string) => string | undefined;
  /** Says so where it is absent. */
  readonly required: (of: Members, key: string, at: string) => string | undefined;
  readonly moment: (of: Members, key: string, at: string) => string | undefined;
  readonly list: (of: Members, key: string, at: string) => readonly unknown[];
  /** The objects of a list, each with its pointer; anything else in it is a problem. */
  readonly objects: (
    of: Members,
    key: string,
    at: string,
  ) => readonly { readonly value: Members; readonly at: string }[];
  /** Counts products over the whole document; false when there are too many. */
  readonly room: (at: string) => boolean;
  readonly problems: readonly VexProblem[];
};

const own = (of: Members, key: string): unknown => (Object.hasOwn(of, key) ? of[key] : undefined);

const shown = (value: unknown): string => shorten(JSON.stringify(value) ?? 'nothing', 60);

/** Makes a reader with no problems yet. */
export const makeReader = (): Reader => {
  const problems: VexProblem[] = [];
  let products = 0;
  const say: Reader['say'] = (code, where, message) => {
    if (problems.length < LIMITS.problems) problems.push({ code, message, where });
  };
  const text: Reader['text'] = (of, key, at) => {
    const value = own(of, key);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.trim() !== '') return shorten(value, LIMITS.text);
    say('wrong-type', `${at}/${key}`, `${key} must be a text that is not empty; found ${shown(value)}`);
    return undefined;
  };
  const list: Reader['list'] = (of, key, at) => {
    const value = own(of, key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      say('wrong-type', `${at}/${key}`, `${key} must be a list; found ${shown(value)}`);
      return [];
    }
    if (value.length <= LIMITS.statements) return value as readonly unknown[];
    say(
      'too-many',
      `${at}/${key}`,
      `${key} has ${value.length} items; at most ${LIMITS.statements} are read`,
    );
    return [];
  };
  return {
    say,
    text,
    list,
    required: (of, key, at) => {
      if (own(of, key) === undefined) say('missing', `${at}/${key}`, `${key} is missing`);
      return text(of, key, at);
    },
    moment: (of, key, at) => {
      const written = text(of, key, at);
      if (written === undefined) return undefined;
      const moment = parseMoment(written);
      if (moment === undefined)
        say('timestamp', `${at}/${key}`, `${key} must be a time of RFC 3339; found ${shown(written)}`);
      return moment?.text;
    },
    objects: (of, key, at) =>
      list(of, key, at).flatMap((value, index) => {
        if (isMembers(value)) return [{ value, at: `${at}/${key}/${index}` }];
        say('wrong-type', `${at}/${key}/${index}`, `each of ${key} must be an object; found ${shown(value)}`);
        return [];
      }),
    room: (at) => {
      products += 1;
      if (products === LIMITS.products + 1)
        say('too-many', at, `more than ${LIMITS.products} products are named`);
      return products <= LIMITS.products;
    },
    problems,
  };
};
