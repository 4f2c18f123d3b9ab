import type { Component, Hash } from '../../bill/types.ts';
import type { WheelDocument } from './documents.ts';

/** What a document says of one file of the wheel. */
export type FileClaim = {
  /** The file's name in the wheel. */
  readonly path: string;
  readonly document: WheelDocument;
  readonly component: Component;
  /** Of the file itself; empty where the document says no more than that the component was seen there. */
  readonly hashes: readonly Hash[];
};

const plainPath = (path: string): string => (path.startsWith('./') ? path.slice(2) : path);

const claimsOfComponent = (
  component: Component,
  document: WheelDocument,
  digests: ReadonlyMap<string, string>,
): readonly FileClaim[] => {
  const { root } = document.bill;
  const isFile = component.type === 'file';
  const hashes = isFile ? (component.hashes ?? []) : [];
  const occurrences = component.evidence?.occurrences ?? [];
  if (occurrences.length > 0)
    return occurrences.map(({ location }) => ({ path: plainPath(location), document, component, hashes }));
  if (!isFile) return [];
  const path = plainPath(component.name);
  // Files below another component may be named from that component's root (a wheel in the wheel, an unpacked archive): only
  // where the wheel has just this file under this name it is certain that it is meant.
  const ofWheel = component.parent === undefined || component.parent === root;
  const digest = hashes.find(({ algorithm }) => algorithm === 'SHA-256')?.value;
  const certain = digest !== undefined && digests.get(path) === digest;
  return ofWheel || certain ? [{ path, document, component, hashes }] : [];
};

/**
 * Every file of the wheel that a document speaks of: components of type `file` and occurrences, both relative to the wheel's root.
 * `digests` are the SHA-256 of the wheel's files, by name.
 */
export const fileClaims = (
  document: WheelDocument,
  digests: ReadonlyMap<string, string>,
): readonly FileClaim[] =>
  document.bill.components
    .filter(({ ref }) => ref !== document.bill.root)
    .flatMap((component) => claimsOfComponent(component, document, digests));
