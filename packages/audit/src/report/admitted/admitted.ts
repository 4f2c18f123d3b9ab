import { compareText } from '@custody/findings';
import { parseRequirement } from '@custody/python';
import { groupByFlaw } from '../../flaw/group.ts';
import { describeFlaw, idsOf } from '../../flaw/describe.ts';
import type { Flaw } from '../../flaw/index.ts';
import {
  makeSchemes,
  type ReadAdvisory,
  readAdvisory,
  type ReadVersion,
  type Schemes,
  type VersionScheme,
} from '../../match/index.ts';
import type { Entry, Subject } from '../../subject/index.ts';
import type { AdvisoryStore } from '../../types.ts';
import { holds, type Hull, hullOf } from './hull.ts';
import { covers, meets, mergeStretches, type Stretch, stretchesOf } from './stretch.ts';

/** What advisories say of the versions that a requirement leaves open. */
export type Admitted = {
  /** The requirement as it can be written again: `requests<2.20`. */
  readonly requirement: string;
  /** Flaws that every admitted version has. */
  readonly all: readonly Flaw[];
  /** Names of flaws that some of them have. */
  readonly some: readonly string[];
  /** Every admitted version has one flaw or another. */
  readonly none: boolean;
  /** From this version on none of these applies; absent where one of them never ends, or ends after a version alone. */
  readonly free?: string;
};

/** Tells of an entry that fixes no version what advisories say all the same; undefined where that is nothing. */
export type Admitter = (entry: Entry, subject: Subject) => Admitted | undefined;

type Bench = { readonly scheme: VersionScheme; readonly schemes: Schemes };

const fixedIn = (stretches: readonly Stretch[]): readonly string[] =>
  stretches.flatMap(({ to }) => (to === undefined || to.closed ? [] : [to.text]));

/** The end of the last stretch; undefined where one never ends, or a list names a version after all of them. */
const endOf = (
  stretches: readonly Stretch[],
  listed: readonly ReadVersion[],
  { scheme }: Bench,
): string | undefined => {
  let last: Stretch['to'];
  for (const { to } of stretches) {
    if (to === undefined || to.closed) return undefined;
    if (last === undefined || scheme.compare(to.at, last.at) > 0) last = to;
  }
  const end = last;
  return end === undefined || listed.some((at) => scheme.compare(at, end.at) >= 0) ? undefined : end.text;
};

const requirementOf = (entry: Entry, { name }: Subject, { scheme }: Bench) => {
  const read = parseRequirement(entry.text);
  if (read.kind !== 'ok' || read.name !== name || read.target.kind !== 'versions') return undefined;
  const { specifiers } = read.target;
  const hull = hullOf(specifiers, scheme);
  const written = specifiers.specifiers.map(({ operator, text }) => `${operator}${text}`);
  return hull === undefined ? undefined : { hull, requirement: `${name}${written.join(',')}` };
};

const flawOf = (group: readonly ReadAdvisory[], of: string, hull: Hull, bench: Bench) => {
  const read = group.map((one) => ({
    one,
    stretches: stretchesOf(
      one.advisory.record.affected.filter(({ ecosystem, name }) => ecosystem === 'PyPI' && name === of),
      bench.scheme,
    ),
  }));
  const covering = read.filter(({ stretches }) =>
    stretches.some((stretch) => covers(stretch, hull, bench.scheme)),
  );
  const applying = covering.map(({ one }) => one);
  const flaw = describeFlaw(group, applying, undefined, undefined);
  const met = read.flatMap(({ stretches }) =>
    stretches.filter((stretch) => meets(stretch, hull, bench.scheme)),
  );
  const ends = covering.flatMap(({ stretches }) =>
    stretches.filter((stretch) => covers(stretch, hull, bench.scheme)),
  );
  const listed = read.flatMap(({ one }) =>
    one.advisory.record.affected.flatMap(({ versions }) =>
      versions.flatMap((text) => bench.scheme.read(text) ?? []),
    ),
  );
  const touched = met.length > 0 || listed.some((at) => holds(hull, at, bench.scheme));
  return {
    flaw: flaw === undefined ? undefined : { ...flaw, fixed: [...new Set(fixedIn(ends))] },
    met,
    listed: touched ? listed : [],
    touched,
  };
};

/** Makes an admitter over a store. Only PyPI's requirements are read. */
export const admitter = (find: AdvisoryStore['find']): Admitter => {
  const schemes = makeSchemes();
  const scheme = schemes.ofEcosystem('PyPI');
  return (entry, subject) => {
    if (scheme === undefined || subject.ecosystem !== 'PyPI') return undefined;
    const bench = { scheme, schemes };
    const read = requirementOf(entry, subject, bench);
    if (read === undefined) return undefined;
    const of = { ecosystem: 'PyPI', name: subject.name };
    const advisories = find(of.ecosystem, of.name)
      .filter(({ record }) => record.withdrawn === undefined)
      .map((advisory) => readAdvisory(advisory, of, scheme, schemes));
    const all: Flaw[] = [];
    const some: string[] = [];
    const open: Stretch[] = [];
    const named: ReadVersion[] = [];
    for (const group of groupByFlaw(advisories)) {
      const { flaw, met, listed, touched } = flawOf(group, subject.name, read.hull, bench);
      open.push(...met);
      for (const at of listed) named.push(at);
      if (flaw !== undefined) all.push(flaw);
      else if (touched) some.push(idsOf(group)[0]);
    }
    if (all.length === 0 && some.length === 0) return undefined;
    const free = endOf(open, named, bench);
    return {
      requirement: read.requirement,
      all,
      some: some.sort(compareText),
      none: mergeStretches(open, scheme).some((stretch) => covers(stretch, read.hull, scheme)),
      ...(free === undefined ? {} : { free }),
    };
  };
};
