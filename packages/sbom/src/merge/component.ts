import type { Component, Evidence, Hash, License } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { sortedSet } from '../compact/order.ts';
import { type Group, groupLabel, type Member } from './group.ts';
import type { Conflict } from './types.ts';

const licenseText = (license: License): string =>
  license.kind === 'id' ? license.id : license.kind === 'expression' ? license.expression : license.name;

const first = <T>(
  members: readonly Member[],
  pick: (component: Component) => T | undefined,
): T | undefined => {
  for (const { component } of members) {
    const value = pick(component);
    if (value !== undefined) return value;
  }
  return undefined;
};

/** Everything that any of them says, each once. */
const union = <T>(
  members: readonly Member[],
  pick: (component: Component) => readonly T[] | undefined,
): readonly T[] | undefined => {
  const seen = new Map<string, T>();
  for (const { component } of members)
    for (const item of pick(component) ?? []) {
      const key = JSON.stringify(item);
      if (!seen.has(key)) seen.set(key, item);
    }
  return filled([...seen.values()]);
};

/** One value for each algorithm: of two, the first document's stands. */
const mergeHashes = (members: readonly Member[]): readonly Hash[] | undefined => {
  const hashes = new Map<string, Hash>();
  for (const { component } of members)
    for (const hash of component.hashes ?? [])
      if (!hashes.has(hash.algorithm)) hashes.set(hash.algorithm, hash);
  return filled([...hashes.values()]);
};

const mergeEvidence = (members: readonly Member[]): Evidence | undefined => {
  const evidence = compact({
    occurrences: union(members, (component) => component.evidence?.occurrences),
    identity: union(members, (component) => component.evidence?.identity),
  });
  return Object.keys(evidence).length === 0 ? undefined : evidence;
};

const claims = (members: readonly Member[], value: (component: Component) => string) => {
  const found = members
    .map(({ component, input }) => ({ label: input.label, value: value(component) }))
    .filter((claim) => claim.value !== '');
  return new Set(found.map((claim) => claim.value)).size > 1 ? found : [];
};

/** What the members say differently, though it should be the same. */
export const conflictsOf = (group: Group): readonly Conflict[] => {
  const { members } = group;
  if (members.length < 2) return [];
  const component = groupLabel(group);
  const algorithms = sortedSet(
    members.flatMap((member) => (member.component.hashes ?? []).map((hash) => hash.algorithm)),
  );
  const hashes = algorithms
    .map((algorithm) =>
      claims(members, (item) => item.hashes?.find((hash) => hash.algorithm === algorithm)?.value ?? ''),
    )
    .filter((found) => found.length > 0)
    .map((found): Conflict => ({ component, field: 'hashes', claims: found }));
  const licenses = claims(members, (item) => sortedSet((item.licenses ?? []).map(licenseText)).join(' AND '));
  const versions = claims(members, (item) => item.version ?? '');
  return [
    ...hashes,
    ...(licenses.length > 0 ? [{ component, field: 'licenses' as const, claims: licenses }] : []),
    ...(versions.length > 0 ? [{ component, field: 'version' as const, claims: versions }] : []),
  ];
};

/** One component of all that its documents say; where they differ, the most trusted one's word stands. */
export const mergeComponent = ({ members }: Group, ref: string, parent: string | undefined): Component => {
  const licenses = first(members, (component) => filled(component.licenses ?? []));
  return compact({
    ref,
    type: first(members, (component) => component.type) ?? 'library',
    name: first(members, (component) => component.name || undefined) ?? '',
    group: first(members, (component) => component.group),
    version: first(members, (component) => component.version),
    description: first(members, (component) => component.description),
    purl: first(members, (component) => component.purl),
    cpe: first(members, (component) => component.cpe),
    supplier: first(members, (component) => component.supplier),
    manufacturer: first(members, (component) => component.manufacturer),
    authors: first(members, (component) => component.authors),
    publisher: first(members, (component) => component.publisher),
    copyright: first(members, (component) => component.copyright),
    scope: first(members, (component) => component.scope),
    hashes: mergeHashes(members),
    licenses,
    externalReferences: union(members, (component) => component.externalReferences),
    properties: union(members, (component) => component.properties),
    evidence: mergeEvidence(members),
    parent,
  });
};
