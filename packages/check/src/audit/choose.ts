import { type Accounted, inapplicable } from '@custody/audit';

/** Which dependency groups and extras are asked about; main dependencies always are. Absent: all. */
export type Choice = {
  readonly groups?: readonly string[];
  readonly extras?: readonly string[];
};

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '-');

const missed = (
  kind: 'group' | 'extra',
  named: readonly string[],
  wanted: readonly string[] | undefined,
): string | undefined => {
  if (wanted === undefined || named.length === 0) return undefined;
  const all = new Set(wanted.map(plain));
  return named.some((name) => all.has(plain(name))) ? undefined : `${kind} ${named.join(', ')}`;
};

/** Entries that only groups or extras bring which were not asked about are inapplicable, and say which. */
export const chooseEntries = (
  accounted: readonly Accounted[],
  { groups, extras }: Choice,
): readonly Accounted[] => {
  if (groups === undefined && extras === undefined) return accounted;
  const asked = [
    'the main dependencies',
    ...(groups ?? []).map((name) => `group ${name}`),
    ...(extras ?? []).map((name) => `extra ${name}`),
  ];
  return accounted.map((one) => {
    if (one.kind === 'inapplicable' || one.subject === undefined) return one;
    const { subject } = one;
    const only = missed('group', subject.groups, groups) ?? missed('extra', subject.extras, extras);
    return only === undefined ? one : inapplicable(one.entry, `only ${only}`, asked);
  });
};
