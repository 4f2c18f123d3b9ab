import { strongHashes } from '../bill/identity.ts';
import type { Component, Contact, Organization } from '../bill/types.ts';
import { parsePurl } from '../purl/parse.ts';
import type { SbomContext } from '../rules/types.ts';

export const hasSupplier = ({ supplier, publisher, manufacturer }: Component): boolean =>
  supplier?.name !== undefined || manufacturer?.name !== undefined || publisher !== undefined;

export const hasProducer = (component: Component): boolean =>
  hasSupplier(component) || (component.authors ?? []).length > 0;

/**
 * A purl or a CPE, under which the component can be looked up. A file is identified by its content: a strong hash names this file
 * and no other.
 */
export const hasIdentifier = (component: Component): boolean => {
  const { type, purl, cpe } = component;
  return (
    cpe !== undefined ||
    (purl !== undefined && parsePurl(purl).kind === 'purl') ||
    (type === 'file' && strongHashes(component).length > 0)
  );
};

export const hasAuthor = ({ bill: { metadata } }: SbomContext): boolean =>
  (metadata.authors ?? []).length > 0 ||
  metadata.manufacturer !== undefined ||
  metadata.supplier !== undefined;

const reaches = (contact: Contact | undefined): boolean => contact?.email !== undefined;

/** An e-mail address or a URL: what BSI asks of every creator. */
export const isReachable = (
  organization: Organization | undefined,
  contacts: readonly Contact[] = [],
): boolean =>
  (organization?.urls ?? []).length > 0 || [...(organization?.contacts ?? []), ...contacts].some(reaches);

const stated = new WeakMap<SbomContext, ReadonlySet<string>>();

/** Whether the document says what the component needs, even if that is nothing. */
export const hasDependencies = (component: Component, context: SbomContext): boolean => {
  let refs = stated.get(context);
  if (refs === undefined) {
    const { dependencies, components, compositions } = context.bill;
    const parts = components.flatMap(({ ref, parent }) => (parent === undefined ? [] : [ref, parent]));
    refs = new Set([
      ...parts,
      ...dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]),
      // "Not known" is a statement too.
      ...compositions.flatMap(({ assemblies = [], dependencies: needs = [] }) => [...assemblies, ...needs]),
    ]);
    stated.set(context, refs);
  }
  return refs.has(component.ref);
};
