/** What became of data that was not as OSV 1.7.5 asks. */
export type OsvEffect =
  /** The whole record is not in the store. */
  | 'record-dropped'
  /** One value is missing; where it could hide an affected version, the entry says so (`unreadable`). */
  | 'part-dropped'
  /** Written another way than the standard asks, understood all the same. */
  | 'normalised';

export type OsvProblemCode =
  | 'not-json'
  | 'not-yaml'
  | 'too-large'
  | 'too-deep'
  | 'too-many'
  | 'duplicate-key'
  | 'duplicate-value'
  | 'wrong-type'
  | 'missing'
  | 'control-character'
  | 'timestamp'
  | 'schema-version'
  | 'unknown-event'
  | 'unknown-range-type'
  | 'name-not-canonical'
  | 'name-not-valid';

/** One thing in a record that is not as it should be. */
export type OsvProblem = {
  readonly code: OsvProblemCode;
  readonly effect: OsvEffect;
  /** One sentence with the actual values, shortened; not yet made safe to print. */
  readonly message: string;
  /** JSON Pointer (RFC 6901) into the record. */
  readonly where: string;
};

/** Collects problems of one record, at most so many: a hostile record is not told in full. */
export type Problems = {
  readonly add: (code: OsvProblemCode, effect: OsvEffect, where: string, message: string) => void;
  readonly list: () => readonly OsvProblem[];
};

const MOST = 50;

export const collectProblems = (): Problems => {
  const found: OsvProblem[] = [];
  let more = 0;
  return {
    add: (code, effect, where, message) => {
      if (found.length < MOST) found.push({ code, effect, message, where });
      else more += 1;
    },
    list: () =>
      more === 0
        ? found
        : [
            ...found,
            {
              code: 'too-many',
              effect: 'part-dropped',
              message: `${more} more problems in this record`,
              where: '',
            },
          ],
  };
};

/** A value as it may stand in a message. */
export const excerpt = (value: unknown): string => {
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : typeof value;
  return typeof value === 'string' && value.length > 60 ? `${text}…` : text;
};
