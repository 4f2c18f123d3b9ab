import type { Dependency, Loss, Ref } from '../bill/types.ts';
import type { JsonObject } from '../json/types.ts';
import { listOf, textOf } from '../json/value.ts';

export type Relations = {
  readonly root: Ref | undefined;
  readonly parents: ReadonlyMap<Ref, Ref>;
  readonly dependencies: readonly Dependency[];
};

/** Relationship types that say that the first needs the second, and those that say it the other way round. */
const NEEDS = new Set(['DEPENDS_ON', 'STATIC_LINK', 'DYNAMIC_LINK', 'HAS_PREREQUISITE']);
const NEEDED_BY = new Set(['DEPENDENCY_OF', 'RUNTIME_DEPENDENCY_OF', 'PREREQUISITE_FOR']);

/** Reads what elements are to one another (SPDX 2.3, clause 11). */
export const readRelations = (document: JsonObject, refs: ReadonlySet<Ref>, losses: Loss[]): Relations => {
  const self = textOf(document, 'SPDXID') ?? 'SPDXRef-DOCUMENT';
  const roots: Ref[] = listOf(document, 'documentDescribes').filter(
    (item): item is string => typeof item === 'string',
  );
  const parents = new Map<Ref, Ref>();
  const needs = new Map<Ref, Ref[]>();
  const need = (from: Ref, to: Ref | undefined): void => {
    const list = needs.get(from) ?? [];
    if (to !== undefined) list.push(to);
    needs.set(from, list);
  };
  const contain = (outer: Ref, inner: Ref): boolean => {
    if (outer === inner || parents.has(inner) || !refs.has(outer) || !refs.has(inner)) return false;
    parents.set(inner, outer);
    return true;
  };
  const apply = (from: Ref, type: string, to: Ref): boolean => {
    if (type === 'DESCRIBES' && from === self) return roots.push(to) > 0;
    if (type === 'DESCRIBED_BY' && to === self) return roots.push(from) > 0;
    if (type === 'CONTAINS') return contain(from, to);
    if (type === 'CONTAINED_BY') return contain(to, from);
    if (NEEDS.has(type) && to === 'NONE') need(from, undefined);
    else if (NEEDS.has(type)) need(from, to);
    else if (NEEDED_BY.has(type)) need(to, from);
    else return false;
    return true;
  };
  for (const [index, relationship] of listOf(document, 'relationships').entries()) {
    const from = textOf(relationship, 'spdxElementId') ?? '';
    const type = textOf(relationship, 'relationshipType') ?? '';
    const to = textOf(relationship, 'relatedSpdxElement') ?? '';
    if (!apply(from, type, to))
      losses.push({
        path: `/relationships/${index}`,
        what: `${from} ${type} ${to}`.slice(0, 200),
        why: 'the bill knows one root, parts and needs only',
      });
  }
  for (const other of new Set(roots.slice(1)))
    if (other !== roots[0])
      losses.push({
        path: '/relationships',
        what: `that the document also describes ${other}`,
        why: 'the bill has one root',
      });
  return {
    root: roots.find((ref) => refs.has(ref)),
    parents,
    dependencies: [...needs].map(([ref, dependsOn]) => ({ ref, dependsOn })),
  };
};
