import { exactKey, labelOf, purlKey, strongHashes } from '../bill/identity.ts';
import type { Component, Ref } from '../bill/types.ts';
import { compareText } from '../compact/order.ts';
import { fileKeys } from './paths.ts';
import type { Conflict, MergeInput } from './types.ts';

export type Member = { readonly component: Component; readonly input: MergeInput; readonly index: number };

/** Members that are the same component, the most trusted document's first. */
export type Group = { readonly key: string; readonly members: Member[] };

export type Grouping = {
  readonly groups: readonly Group[];
  /** The group of a component, by document and ref. */
  readonly groupOf: (index: number, ref: Ref) => Group | undefined;
  readonly conflicts: readonly Conflict[];
};

const hashTexts = (component: Component): readonly string[] =>
  component.type === 'file'
    ? []
    : strongHashes(component).map(({ algorithm, value }) => `${algorithm}:${value}`);

/** Which purls claim which content. */
const claimsOf = (members: readonly Member[]): ReadonlyMap<string, ReadonlyMap<string, Member>> => {
  const claims = new Map<string, Map<string, Member>>();
  for (const member of members) {
    const purl = purlKey(member.component);
    if (purl === undefined) continue;
    for (const hash of hashTexts(member.component)) {
      const purls = claims.get(hash) ?? new Map<string, Member>();
      if (!purls.has(purl)) purls.set(purl, member);
      claims.set(hash, purls);
    }
  }
  return claims;
};

/** The one purl that claims any of this content; undefined where none does, or more than one. */
const soleClaimant = (
  hashes: readonly string[],
  claims: ReadonlyMap<string, ReadonlyMap<string, Member>>,
): string | undefined => {
  let sole: string | undefined;
  for (const hash of hashes)
    for (const purl of claims.get(hash)?.keys() ?? []) {
      if (sole !== undefined && purl !== sole) return undefined;
      sole = purl;
    }
  return sole;
};

/** The same content under two identities, claimed by different documents. */
const identityConflicts = (claims: ReadonlyMap<string, ReadonlyMap<string, Member>>): readonly Conflict[] =>
  [...claims]
    .filter(([, purls]) => new Set([...purls.values()].map(({ index }) => index)).size > 1)
    .map(([hash, purls]) => ({
      component: hash,
      field: 'identity',
      claims: [...purls].map(([value, { input }]) => ({ label: input.label, value })),
    }));

/**
 * Finds out which components of several documents are the same: by canonical purl; one without a purl by its content,
 * where one purl alone claims it; else by name and version. Files of the artifact are the same where their path is, unless that
 * path is one inside an archive of which there are several.
 */
export const groupComponents = (inputs: readonly MergeInput[]): Grouping => {
  const members = inputs.flatMap((input, index) =>
    input.bill.components.map((component): Member => ({ component, input, index })),
  );
  const claims = claimsOf(members);
  const fileKey = fileKeys(inputs);
  const groups = new Map<string, Group>();
  const byRef = new Map<string, Group>();
  for (const member of members) {
    const { component, index } = member;
    const claimant =
      purlKey(component) === undefined ? soleClaimant(hashTexts(component), claims) : undefined;
    const content = hashTexts(component).toSorted(compareText)[0];
    const own = purlKey(component) !== undefined || content === undefined;
    const key =
      component.type === 'file'
        ? fileKey(component, index)
        : (claimant ?? (own ? exactKey(component) : `content ${content}`));
    const group = groups.get(key) ?? { key, members: [] };
    group.members.push(member);
    groups.set(key, group);
    byRef.set(`${index} ${component.ref}`, group);
  }
  return {
    groups: [...groups.values()],
    groupOf: (index, ref) => byRef.get(`${index} ${ref}`),
    conflicts: identityConflicts(claims),
  };
};

export const groupLabel = ({ members, key }: Group): string =>
  members[0] === undefined ? key : labelOf(members[0].component);
