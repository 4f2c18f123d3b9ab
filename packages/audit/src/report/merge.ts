import type { Subject, SubjectLocation } from '../subject/index.ts';

/** The same component at one version, wherever one input names it: told once, with every place. */
export type Merged = {
  readonly subject: Subject;
  readonly locations: readonly [SubjectLocation, ...SubjectLocation[]];
  readonly groups: readonly string[];
  /** Absent: everywhere. */
  readonly environments?: readonly string[];
};

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** Groups of a component that the main dependencies bring as well are no group's alone. */
const groupsOf = (subjects: readonly Subject[]): readonly string[] =>
  subjects.some(({ groups }) => groups.length === 0)
    ? []
    : unique(subjects.flatMap(({ groups }) => groups)).toSorted();

const mergeOne = (subjects: readonly Subject[]): readonly Merged[] => {
  const [subject] = subjects;
  if (subject === undefined) return [];
  const [first] = subject.locations;
  const everywhere = subjects.some(({ environments }) => environments === undefined);
  const locations = unique(subjects.flatMap((one) => one.locations));
  return [
    {
      subject,
      locations: [first, ...locations.filter((location) => location !== first)],
      groups: groupsOf(subjects),
      ...(everywhere
        ? {}
        : { environments: unique(subjects.flatMap(({ environments }) => environments ?? [])) }),
    },
  ];
};

/** Merges the subjects of one input by what they are, in the order of their first. */
export const mergeSubjects = (subjects: readonly Subject[]): readonly Merged[] =>
  [
    ...Map.groupBy(subjects, ({ kind, ecosystem, name, version, purl }) =>
      JSON.stringify([kind, ecosystem, name, version, purl]),
    ).values(),
  ].flatMap(mergeOne);
