import type { Finding, Rule } from '@custody/findings';

/** A hostile wheel can break a rule in each of its entries: this many are told one by one, the others as a number. */
export const TOLD = 100;

/** One finding for each item; past `TOLD` of them one that counts the rest and stands where the first of those does. */
export const boundedFindings = <Item>(
  rule: Rule,
  items: readonly Item[],
  say: (item: Item) => Omit<Finding, 'rule'>,
): readonly Finding[] => {
  const told = items.slice(0, TOLD).map((item): Finding => ({ rule, ...say(item) }));
  const [untold] = items.slice(TOLD);
  if (untold === undefined) return told;
  const { locations } = say(untold);
  const message = `${items.length - TOLD} more of the same, the first of them here.`;
  return [...told, { rule, message, locations, key: 'more of the same' }];
};
