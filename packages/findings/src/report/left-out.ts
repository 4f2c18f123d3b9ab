import type { LeftOutEntry, Subject } from '../types.ts';

/** Entries that one condition leaves out, among the same things asked about. */
export type LeftOutGroup = {
  readonly marker: string;
  readonly asked: string;
  readonly entries: readonly LeftOutEntry[];
};

/** A marker stands in the entry as well: what is named is what comes before it. */
export const nameOfEntry = ({ text }: LeftOutEntry): string => text.split(';', 1)[0]?.trim() ?? text;

/** Puts inapplicable entries of one condition together, in the order of their first. */
export const groupLeftOut = ({ inventory }: Subject): readonly LeftOutGroup[] => {
  const groups = Map.groupBy(inventory?.leftOut ?? [], ({ marker, asked }) =>
    JSON.stringify([marker, asked]),
  );
  return [...groups.values()].flatMap((entries) => {
    const [first] = entries;
    return first === undefined ? [] : [{ marker: first.marker, asked: first.asked.join('; '), entries }];
  });
};
