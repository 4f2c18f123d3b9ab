import {
  type Accounted,
  audited,
  type Entry,
  type Subject,
  type SubjectLocation,
  unaudited,
} from '@custody/audit';
import { parseVersion } from '@custody/python';
import type { Bill, Component } from '@custody/sbom';
import { holdTogether } from './disagree.ts';
import { evidenceOf } from './evidence.ts';
import { placeOf, type Placed } from './ecosystem.ts';

export type BillOptions = {
  /** The path as the person named it. */
  readonly file: string;
  /** True: what is bundled in an artifact, with evidence for each. */
  readonly bundled: boolean;
  /** False: the root is the place that is described, and no component of it. */
  readonly root: boolean;
};

type Told = BillOptions & { /** The artifact's own component. */ readonly artifact: string | undefined };

const locationOf = (component: Component, { file, bundled }: Told): SubjectLocation => {
  const [occurrence] = component.evidence?.occurrences ?? [];
  return {
    file,
    ...(bundled && occurrence !== undefined ? { entry: occurrence.location } : {}),
    ...(bundled ? {} : { pointer: component.ref.slice(0, 200) }),
  };
};

const NO_PURL = 'it has no purl that can be read, so that it is not known where advisories on it would be';

const why = (placed: Placed): Parameters<typeof unaudited>[1] | undefined => {
  if (placed.ecosystem === undefined) return 'no-ecosystem';
  if (placed.version === undefined) return placed.kind === 'native' ? 'unidentified' : 'not-pinned';
  return placed.ecosystem === 'PyPI' && parseVersion(placed.version) === undefined ? 'version' : undefined;
};

const sentenceOf = (reason: ReturnType<typeof why>, { purl }: Placed): string => {
  if (reason === 'no-ecosystem') {
    const type = purl.slice('pkg:'.length).split('/', 1)[0] ?? '';
    return `there is no advisory database for packages of type ${type}`;
  }
  if (reason === 'unidentified') return 'nothing says which version of it is here';
  if (reason === 'not-pinned') return 'the document names no version of it';
  return 'its version is none that its ecosystem can order';
};

const subjectOf = (
  component: Component,
  placed: Placed,
  location: SubjectLocation,
  options: Told,
): Subject => {
  return {
    kind: placed.kind,
    key: component.ref,
    ...(placed.ecosystem === undefined ? {} : { ecosystem: placed.ecosystem }),
    name: placed.name,
    ...(placed.version === undefined ? {} : { version: placed.version }),
    purl: placed.purl,
    locations: [location],
    hashes: (component.hashes ?? []).map(({ algorithm, value }) => ({
      algorithm: algorithm.toLowerCase().replace(/^sha-/, 'sha'),
      digest: value,
    })),
    groups: [],
    extras: [],
    parents: [],
    ...(options.bundled && component.ref !== options.artifact
      ? { evidence: evidenceOf(component, location) }
      : {}),
  };
};

const accountFor = (component: Component, options: Told): Accounted => {
  const location = locationOf(component, options);
  const placed = component.purl === undefined ? undefined : placeOf(component.purl);
  const label = [component.name, component.version].filter(Boolean).join(' ').slice(0, 200);
  if (placed === undefined) {
    const entry: Entry = { text: label, location };
    return unaudited(entry, 'unidentified', NO_PURL);
  }
  const entry: Entry = { text: label, name: placed.name, location };
  const subject = subjectOf(component, placed, location, options);
  const reason = why(placed);
  return reason === undefined
    ? audited(entry, subject)
    : unaudited(entry, reason, sentenceOf(reason, placed), subject);
};

/** Edges turned round: who needs each, as far as both are subjects. */
const withParents = (accounted: readonly Accounted[], bill: Bill): readonly Accounted[] => {
  const keys = new Set(
    accounted.flatMap((one) =>
      one.kind === 'inapplicable' || one.subject === undefined ? [] : [one.subject.key],
    ),
  );
  const parents = new Map<string, string[]>();
  for (const { ref, dependsOn } of bill.dependencies)
    for (const child of keys.has(ref) ? dependsOn : []) {
      const list = parents.get(child);
      if (list === undefined) parents.set(child, [ref]);
      else list.push(ref);
    }
  return accounted.map((one) => {
    if (one.kind === 'inapplicable' || one.subject === undefined) return one;
    const found = parents.get(one.subject.key);
    return found === undefined
      ? one
      : { ...one, subject: { ...one.subject, parents: [...new Set(found)].sort() } };
  });
};

/**
 * Accounts for every component of a bill: what has advisories somewhere is audited, all else is unaudited with the reason. Files are parts
 * of components and no entries. A distribution's package keeps the distribution's version; what upstream calls it is never put in its place.
 */
export const accountBill = (bill: Bill, options: BillOptions): readonly Accounted[] => {
  const components = bill.components.filter(
    ({ type, ref }) => type !== 'file' && (options.root || ref !== bill.root),
  );
  const accounted = withParents(
    components.map((component) => accountFor(component, { ...options, artifact: bill.root })),
    bill,
  );
  return options.bundled ? holdTogether(accounted) : accounted;
};
