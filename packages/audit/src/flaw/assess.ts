import { compareText } from '@custody/findings';
import {
  makeSchemes,
  type ReadAdvisory,
  readAdvisory,
  type Schemes,
  type VersionScheme,
} from '../match/index.ts';
import { compareRatings } from '../severity/rate.ts';
import type { AdvisoryStore } from '../types.ts';
import { describeFlaw, idsOf } from './describe.ts';
import { groupByFlaw } from './group.ts';
import type { Assessment, Flaw, UnjudgedFlaw } from './types.ts';
import { suggestUpgrade } from './upgrade.ts';

/** A package by the name that its ecosystem gives it, and a version as written. */
export type PackageVersion = { readonly ecosystem: string; readonly name: string; readonly version: string };

/** Holds packages against a store. Keeps what it has read, so that a package at many versions is read once. */
export type Assessor = (subject: PackageVersion) => Assessment;

type Known = {
  readonly groups: readonly (readonly ReadAdvisory[])[];
  readonly withdrawn: readonly ReadAdvisory[];
};

const UNKNOWN: Known = { groups: [], withdrawn: [] };
const NOTHING: Assessment = { flaws: [], unjudged: [], withdrawn: [] };

const compareFlaws = (a: Flaw, b: Flaw): number =>
  Number(b.malicious) - Number(a.malicious) ||
  compareRatings(a.rating, b.rating) ||
  compareText(a.ids[0], b.ids[0]);

const assessKnown = ({ groups, withdrawn }: Known, version: string, scheme: VersionScheme): Assessment => {
  const flaws: Flaw[] = [];
  const unjudged: UnjudgedFlaw[] = [];
  for (const group of groups) {
    const answers = group.map((read) => ({ read, answer: read.judge(version) }));
    const applying = answers.flatMap(({ read, answer }) => (answer.kind === 'affected' ? [read] : []));
    const flaw = describeFlaw(group, applying, version, scheme);
    if (flaw !== undefined) {
      flaws.push(flaw);
      continue;
    }
    // Another record of the flaw that says "unaffected" does not speak for the one that cannot be read.
    const reasons = answers.flatMap(({ read, answer }) =>
      answer.kind === 'unknown'
        ? answer.reasons.map((reason) => `${read.advisory.record.id}: ${reason}`)
        : [],
    );
    if (reasons.length > 0) unjudged.push({ ids: idsOf(group), reasons: reasons.sort(compareText) });
  }
  const upgrade = suggestUpgrade(flaws, groups, version, scheme);
  return {
    flaws: flaws.sort(compareFlaws),
    unjudged: unjudged.sort((a, b) => compareText(a.ids[0], b.ids[0])),
    withdrawn: withdrawn
      .filter(({ judge }) => judge(version).kind === 'affected')
      .map(({ advisory }) => advisory.record.id)
      .sort(compareText),
    ...(upgrade === undefined ? {} : { upgrade }),
  };
};

const readKnown = (
  store: Pick<AdvisoryStore, 'find'>,
  of: Omit<PackageVersion, 'version'>,
  scheme: VersionScheme,
  schemes: Schemes,
): Known => {
  const found = store.find(of.ecosystem, of.name);
  // Most packages of a lock are named by no advisory.
  if (found.length === 0) return UNKNOWN;
  const all = found.map((advisory) => readAdvisory(advisory, of, scheme, schemes));
  const isWithdrawn = ({ advisory }: ReadAdvisory): boolean => advisory.record.withdrawn !== undefined;
  return {
    groups: groupByFlaw(all.filter((read) => !isWithdrawn(read))),
    withdrawn: all.filter(isWithdrawn),
  };
};

/**
 * Makes an assessor over a store. A version that its ecosystem cannot order is held against lists of versions alone;
 * everything else about it is unjudged. An ecosystem whose order of versions is not known here is never "unaffected":
 * whatever names the package is unjudged.
 */
export const assessor = (store: Pick<AdvisoryStore, 'find'>): Assessor => {
  const schemes = makeSchemes();
  const known = new Map<string, Map<string, Known>>();
  return (subject) => {
    const scheme = schemes.ofEcosystem(subject.ecosystem);
    if (scheme === undefined) {
      const unjudged = store.find(subject.ecosystem, subject.name).map(
        ({ record }): UnjudgedFlaw => ({
          ids: [record.id],
          reasons: [`${record.id}: the order of versions of ${subject.ecosystem} is not known to custody`],
        }),
      );
      return { ...NOTHING, unjudged };
    }
    let names = known.get(subject.ecosystem);
    if (names === undefined) known.set(subject.ecosystem, (names = new Map<string, Known>()));
    let of = names.get(subject.name);
    if (of === undefined) names.set(subject.name, (of = readKnown(store, subject, scheme, schemes)));
    if (of.groups.length === 0 && of.withdrawn.length === 0) return NOTHING;
    return assessKnown(of, subject.version, scheme);
  };
};
