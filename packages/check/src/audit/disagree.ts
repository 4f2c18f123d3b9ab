import type { Accounted, Evidence, Subject } from '@custody/audit';

/** `png16` and `libpng` are one library in different spellings. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^lib(?=[a-z])/, '')
    .replace(/[^a-z0-9]/g, '');

const witnesses = (subjects: readonly Subject[]): readonly Evidence[] =>
  subjects.flatMap(({ evidence = [] }) => evidence);

const withWitnesses = (subject: Subject, others: readonly Evidence[]): Subject => {
  const own = new Set((subject.evidence ?? []).map((one) => JSON.stringify(one)));
  const more = others.filter((one) => !own.has(JSON.stringify(one)));
  return more.length === 0 ? subject : { ...subject, evidence: [...(subject.evidence ?? []), ...more] };
};

/**
 * Gives a bundled library that is declared in one version and observed in another the evidence of both, so that it is seen that they
 * disagree. Two that are both declared, or both observed, are two libraries.
 */
export const holdTogether = (accounted: readonly Accounted[]): readonly Accounted[] => {
  const byName = new Map<string, Subject[]>();
  for (const one of accounted) {
    if (one.kind === 'inapplicable' || one.subject?.kind !== 'native') continue;
    const key = plain(one.subject.name);
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [one.subject]);
    else list.push(one.subject);
  }
  return accounted.map((one) => {
    if (one.kind === 'inapplicable' || one.subject?.kind !== 'native') return one;
    const { subject } = one;
    const others = (byName.get(plain(subject.name)) ?? []).filter((other) => other !== subject);
    const declared = (list: readonly Evidence[]): boolean => list.some(({ kind }) => kind === 'declared');
    const mine = subject.evidence ?? [];
    const foreign = witnesses(others.slice(0, 20)).filter(
      ({ kind }) => (kind === 'declared') !== declared(mine),
    );
    return foreign.length === 0 ? one : { ...one, subject: withWitnesses(subject, foreign) };
  });
};
