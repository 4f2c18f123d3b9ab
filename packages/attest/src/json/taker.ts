import type { Problem, ProblemCode, Reading } from '../bundle/types.ts';
import { decodeBase64 } from './base64.ts';
import type { Json, JsonObject } from './types.ts';
import { isArray, isObject } from './value.ts';

/** More says nothing new about a document that is refused. */
const MAX_PROBLEMS = 20;
const SHOWN = 60;

const typeOf = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** Pointer to a member (RFC 6901). */
const join = (place: string, name: string | number): string =>
  `${place}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** A text from outside, shortened for a message. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** Everything that was wrong while one document was taken apart, and what nobody read. */
export type Findings = {
  readonly report: (code: ProblemCode, place: string, message: string) => void;
  readonly unknown: (place: string) => void;
  /** The value if nothing was wrong. */
  readonly conclude: <T>(make: () => T | undefined) => Reading<T>;
  readonly unknownMembers: readonly string[];
};

export const findings = (clause: string): Findings => {
  const problems: Problem[] = [];
  const unknownMembers: string[] = [];
  return {
    report: (code, place, message) => {
      if (problems.length < MAX_PROBLEMS) problems.push({ code, place, message, clause });
    },
    unknown: (place) => {
      if (unknownMembers.length < MAX_PROBLEMS) unknownMembers.push(place);
    },
    conclude: (make) => {
      const value = make();
      const [first, ...others] = problems;
      if (first !== undefined) return { kind: 'invalid', problems: [first, ...others] };
      if (value !== undefined) return { kind: 'read', value };
      return {
        kind: 'invalid',
        problems: [{ code: 'missing', place: '', message: 'nothing to read', clause }],
      };
    },
    unknownMembers,
  };
};

/** An object of the document that is being taken apart: each method reads one member and reports what is wrong with it. */
export type Taker = {
  readonly place: string;
  readonly whole: JsonObject;
  readonly has: (name: string) => boolean;
  readonly raw: (name: string) => Json | undefined;
  readonly object: (name: string) => Taker | undefined;
  readonly optionalObject: (name: string) => Taker | undefined;
  readonly text: (name: string) => string | undefined;
  readonly optionalText: (name: string) => string | undefined;
  readonly bytes: (name: string, maxBytes: number) => Uint8Array | undefined;
  /** An item of a list, as `bytes`: none or one. */
  readonly item: (list: string, index: number, value: Json, maxBytes: number) => readonly Uint8Array[];
  /** protobuf int64: a decimal string or a whole number, 0 to 2^63 - 1. */
  readonly integer: (name: string) => bigint | undefined;
  readonly list: (name: string, max: number) => readonly Json[] | undefined;
  readonly objects: (name: string, max: number) => readonly Taker[];
  /** Says that these members are all that the format has. */
  readonly close: (...known: readonly string[]) => void;
};

const INT64 = 2n ** 63n;

export const taker = (value: Json | undefined, place: string, to: Findings): Taker | undefined => {
  if (!isObject(value)) {
    to.report(
      value === undefined ? 'missing' : 'wrong-type',
      place,
      `an object is expected, not ${typeOf(value)}`,
    );
    return undefined;
  }
  return objectTaker(value, place, to);
};

const objectTaker = (object: JsonObject, place: string, to: Findings): Taker => {
  // protobuf JSON: null is the same as nothing.
  const raw = (name: string): Json | undefined =>
    Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
  const wrong = (name: string, wanted: string): undefined => {
    const found = raw(name);
    to.report(
      found === undefined ? 'missing' : 'wrong-type',
      join(place, name),
      found === undefined ? `${wanted} is missing` : `${wanted} is expected, not ${typeOf(found)}`,
    );
    return undefined;
  };
  const text = (name: string): string | undefined => {
    const found = raw(name);
    return typeof found === 'string' ? found : wrong(name, 'a string');
  };
  const list = (name: string, max: number): readonly Json[] | undefined => {
    const found = raw(name);
    if (!isArray(found)) return wrong(name, 'an array');
    if (found.length <= max) return found;
    to.report('too-many', join(place, name), `${found.length} items, more than ${max}`);
    return undefined;
  };
  const decoded = (written: string, at: string, maxBytes: number): Uint8Array | undefined => {
    const bytes = decodeBase64(written);
    if (bytes === undefined) to.report('bad-base64', at, `${quoted(written)} is not base64`);
    else if (bytes.length === 0) to.report('missing', at, 'it is empty');
    else if (bytes.length > maxBytes)
      to.report('too-large', at, `${bytes.length} bytes, more than ${maxBytes}`);
    else return bytes;
    return undefined;
  };
  return {
    place,
    whole: object,
    raw,
    has: (name) => raw(name) !== undefined,
    object: (name) => taker(raw(name), join(place, name), to),
    optionalObject: (name) => (raw(name) === undefined ? undefined : taker(raw(name), join(place, name), to)),
    text,
    optionalText: (name) => (raw(name) === undefined ? undefined : text(name)),
    bytes: (name, maxBytes) => {
      const found = text(name);
      if (found === undefined) return undefined;
      return decoded(found, join(place, name), maxBytes);
    },
    item: (name, index, value, maxBytes) => {
      const at = join(join(place, name), index);
      if (typeof value !== 'string')
        to.report('wrong-type', at, `a string is expected, not ${typeOf(value)}`);
      const bytes = typeof value === 'string' ? decoded(value, at, maxBytes) : undefined;
      return bytes === undefined ? [] : [bytes];
    },
    integer: (name) => {
      const found = raw(name);
      if (found === undefined) return wrong(name, 'a whole number');
      const written = typeof found === 'number' && Number.isSafeInteger(found) ? String(found) : found;
      if (typeof written === 'string' && /^(?:0|[1-9]\d{0,18})$/.test(written)) {
        const number = BigInt(written);
        if (number < INT64) return number;
      }
      to.report(
        'bad-number',
        join(place, name),
        `a whole number from 0 to 2^63 - 1 is expected, not ${typeof written === 'string' ? quoted(written) : typeOf(found)}`,
      );
      return undefined;
    },
    list,
    objects: (name, max) =>
      (list(name, max) ?? []).flatMap((item, index) => {
        const found = taker(item, join(join(place, name), index), to);
        return found === undefined ? [] : [found];
      }),
    close: (...known) => {
      for (const name of Object.keys(object)) if (!known.includes(name)) to.unknown(join(place, name));
    },
  };
};
