import { kindKey } from '../bill/identity.ts';
import type { Bill, Component } from '../bill/types.ts';
import { compact } from '../compact/compact.ts';

/** What an earlier document may know and the bytes do not tell. */
const KEPT = ['licenses', 'copyright', 'cpe', 'supplier', 'manufacturer', 'description', 'purl'] as const;

const sha256Of = (component: Component): string | undefined =>
  component.hashes?.find(({ algorithm }) => algorithm === 'SHA-256')?.value;

/** Names and contents of the files directly below each component, as one text. */
const filesBelow = (bill: Bill): ReadonlyMap<string, string> => {
  const found = new Map<string, string[]>();
  for (const { type, parent, name, ...rest } of bill.components) {
    if (type !== 'file' || parent === undefined) continue;
    const list = found.get(parent) ?? [];
    list.push(`${name} ${sha256Of({ type, name, ...rest }) ?? ''}`);
    found.set(parent, list);
  }
  return new Map([...found].map(([ref, list]) => [ref, list.sort().join('\n')]));
};

const keep = (component: Component, before: Component): Component => {
  const said = Object.fromEntries(
    KEPT.filter((key) => component[key] === undefined && before[key] !== undefined).map((key) => [
      key,
      before[key],
    ]),
  );
  const known = new Set((component.externalReferences ?? []).map(({ type }) => type));
  const references = (before.externalReferences ?? []).filter(({ type }) => !known.has(type));
  return compact({
    ...component,
    ...said,
    // Of a component: the checksum of what was downloaded, which an offline look at the tree cannot tell.
    hashes: component.hashes ?? before.hashes,
    externalReferences:
      references.length === 0
        ? component.externalReferences
        : [...(component.externalReferences ?? []), ...references],
  });
};

/** By kind; undefined where several components are of one kind, for then it is not clear which was meant. */
const byKind = (bill: Bill): ReadonlyMap<string, Component | undefined> => {
  const found = new Map<string, Component | undefined>();
  for (const component of bill.components) {
    const key = kindKey(component);
    found.set(key, found.has(key) ? undefined : component);
  }
  return found;
};

/** A key by name alone: an earlier document may have known a purl that the tree does not tell. */
const byName = (bill: Bill): ReadonlyMap<string, Component | undefined> => {
  const found = new Map<string, Component | undefined>();
  for (const component of bill.components)
    if (component.type !== 'file')
      found.set(component.name, found.has(component.name) ? undefined : component);
  return found;
};

/**
 * The bill with what an earlier document knew of what did not change: of a file with the same path and content its licence; of a
 * component in the same version its licence, CPE, download location and checksum. Where files changed and the version did not, this
 * is told: it was patched, or its version was not updated.
 */
export const keepKnown = (
  bill: Bill,
  earlier: Bill,
): { readonly bill: Bill; readonly notes: readonly string[] } => {
  const [kinds, names] = [byKind(earlier), byName(earlier)];
  const [now, then] = [filesBelow(bill), filesBelow(earlier)];
  const notes: string[] = [];
  const components = bill.components.map((component) => {
    if (component.ref === bill.root) return component;
    const before =
      kinds.get(kindKey(component)) ?? (component.type === 'file' ? undefined : names.get(component.name));
    if (before === undefined) return component;
    if (component.type === 'file')
      return sha256Of(before) === sha256Of(component) ? keep(component, before) : component;
    if (before.version !== component.version) return component;
    const [files, old] = [now.get(component.ref), then.get(before.ref)];
    if (files !== old && old !== undefined)
      notes.push(
        `files of ${component.name} ${component.version ?? ''} changed since the earlier document, but its version did not: it was patched, or the version was not updated`.replace(
          '  ',
          ' ',
        ),
      );
    return keep(component, before);
  });
  return { bill: { ...bill, components }, notes };
};
