import type { ByteSplice } from '@custody/findings';
import type { ByteRange, Edit } from '../types.ts';

export type Splice = { readonly range: ByteRange; readonly text: string };

const byRange = (a: Splice, b: Splice): number => a.range.start - b.range.start || a.range.end - b.range.end;

const same = (a: Splice, b: Splice): boolean =>
  a.range.start === b.range.start && a.range.end === b.range.end && a.text === b.text;

const isInsertion = ({ range }: Splice): boolean => range.start === range.end;

const isRemoval = ({ range, text }: Splice): boolean => text === '' && range.start < range.end;

/** Whether two splices, in their order, may not be made together. */
const collides = (a: Splice, b: Splice): boolean =>
  b.range.start < a.range.end ||
  // What is put in right behind something may belong to it: it may not stay when that goes.
  (b.range.start === a.range.end && isRemoval(a) && isInsertion(b)) ||
  // Two insertions at one place have no order of their own; and what is put in front of something may belong to it too.
  (b.range.start === a.range.start && isInsertion(a));

/** What became of several mends of one file: those that touch the same bytes wait for the next run. */
export type Combined = {
  readonly splices: readonly Splice[];
  /** Indexes into the mends that were given. */
  readonly taken: readonly number[];
  readonly postponed: readonly number[];
};

/**
 * The splices of several mends of one file, ascending and disjoint. A mend is taken whole or not at all, earlier ones
 * first; what an earlier one does already is not done twice.
 */
export const combine = (mends: readonly (readonly Splice[])[]): Combined => {
  const splices: Splice[] = [];
  const taken: number[] = [];
  const postponed: number[] = [];
  for (const [index, mend] of mends.entries()) {
    const fresh = mend.filter((one) => !splices.some((other) => same(one, other)));
    const clash = fresh.some((one) =>
      splices.some((other) => (byRange(one, other) < 0 ? collides(one, other) : collides(other, one))),
    );
    if (clash) postponed.push(index);
    else {
      taken.push(index);
      splices.push(...fresh);
    }
  }
  return { splices: splices.sort(byRange), taken, postponed };
};

/** Splices of texts as splices of bytes, as they are applied and shown. */
export const inBytes = (splices: Edit['splices']): readonly ByteSplice[] =>
  splices.map(({ range, text }) => ({ ...range, bytes: Buffer.from(text) }));
