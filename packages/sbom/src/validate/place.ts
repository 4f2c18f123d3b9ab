import { finding, type Finding, type Judgement, type Location, type Rule } from '@custody/findings';
import { locatePointers } from '../json/locate.ts';
import type { TextPosition } from '../json/types.ts';
import type { Observation } from '../rules/types.ts';

/** At most this many findings of one rule, and this many places of one finding, are written out; the rest is counted. */
const MAX_FINDINGS = 100;
const MAX_PLACES = 10;

export type Place = { readonly file: string; readonly entry?: string };

export type Observed = { readonly rule: Rule; readonly observations: readonly Observation[] };

export const at = (place: Place, position?: TextPosition): Location => ({
  ...place,
  ...(position === undefined ? {} : { position: { kind: 'text', ...position } }),
});

type Group = { readonly first: Observation; readonly places: string[]; count: number };

const grouped = (observations: readonly Observation[]): readonly Group[] => {
  const named = new Map<string, Group>();
  const groups: Group[] = [];
  for (const observation of observations) {
    const known = observation.group === undefined ? undefined : named.get(observation.group);
    if (known !== undefined) {
      known.count += 1;
      if (known.places.length < MAX_PLACES) known.places.push(observation.pointer);
      continue;
    }
    const group = { first: observation, places: [observation.pointer], count: 1 };
    groups.push(group);
    if (observation.group !== undefined) named.set(observation.group, group);
  }
  return groups;
};

const messageOf = ({ first, count }: Group, hidden: number): string =>
  [
    first.message,
    ...(count > 1 ? [`and so at ${count} places`] : []),
    ...(hidden > 0 ? [`and ${hidden} more findings of this rule are not listed`] : []),
  ].join('; ');

/** Turns what rules observed into findings with lines and columns, which one pass over the text finds. */
export const placeObservations = (
  text: string,
  place: Place,
  observed: readonly Observed[],
): readonly Judgement[] => {
  const groups = observed.map(({ rule, observations }) => ({ rule, groups: grouped(observations) }));
  const shown = groups.map(({ rule, groups: all }) => ({
    rule,
    groups: all.slice(0, MAX_FINDINGS),
    hidden: Math.max(0, all.length - MAX_FINDINGS),
  }));
  const pointers = shown.flatMap(({ groups: some }) => some.flatMap((group) => group.places));
  const positions = pointers.length === 0 ? undefined : locatePointers(text, pointers);
  return shown.map(({ rule, groups: some, hidden }): Judgement => {
    const findings = some.map((group, index): Finding => {
      const { first } = group;
      const [primary, ...related] = group.places.map((pointer) => at(place, positions?.get(pointer)));
      return finding(rule, {
        message: messageOf(group, index === some.length - 1 ? hidden : 0),
        locations: [primary ?? at(place), ...related],
        ...(first.severity === undefined ? {} : { severity: first.severity }),
        ...(first.confidence === undefined ? {} : { confidence: first.confidence }),
        ...(first.todo === undefined ? {} : { todo: first.todo }),
        ...(first.fix === undefined ? {} : { fix: first.fix }),
      });
    });
    return { rule, findings, unknowns: [] };
  });
};
