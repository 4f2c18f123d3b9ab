import { readHashes } from '../bill/hashes.ts';
import type { Component, ComponentType, Loss, Ref, Scope } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { pointerTo } from '../json/pointer.ts';
import type { Json } from '../json/types.ts';
import { listOf, member, objectOf, textOf } from '../json/value.ts';
import { loseUnread } from './losses.ts';
import { readEvidence } from './read-evidence.ts';
import {
  readContacts,
  readExternalReferences,
  readLicenses,
  readOrganization,
  readProperties,
} from './read-parts.ts';

export const COMPONENT_TYPES: ReadonlySet<string> = new Set<ComponentType>([
  'application',
  'framework',
  'library',
  'container',
  'platform',
  'operating-system',
  'device',
  'device-driver',
  'firmware',
  'file',
  'machine-learning-model',
  'data',
  'cryptographic-asset',
]);
const SCOPES: ReadonlySet<string> = new Set<Scope>(['required', 'optional', 'excluded']);
const READ = new Set(
  (
    'bom-ref type name group version description purl cpe supplier manufacturer authors author ' +
    'publisher copyright scope hashes licenses externalReferences properties evidence ' +
    'components'
  ).split(' '),
);
const READ_EVIDENCE = new Set('occurrences identity'.split(' '));

export type Found = { readonly component: Component; readonly pointer: string };

/** Gives refs that are unique: a ref that is missing or taken is replaced by the component's place in the document. */
export type RefBook = { readonly taken: Set<Ref> };

const claim = (book: RefBook, wanted: string | undefined, pointer: string): Ref => {
  let ref = wanted ?? `#${pointer}`;
  // A document may name a place like this itself.
  while (book.taken.has(ref)) ref = `${ref}#${pointer}`;
  book.taken.add(ref);
  return ref;
};

const readOne = (value: Json, ref: Ref, parent: Ref | undefined): Component => {
  const type = textOf(value, 'type') ?? '';
  const scope = textOf(value, 'scope') ?? '';
  const author = textOf(value, 'author');
  const authors = readContacts(listOf(value, 'authors'));
  return compact({
    ref,
    type: (COMPONENT_TYPES.has(type) ? type : 'library') as ComponentType,
    name: textOf(value, 'name') ?? '',
    group: textOf(value, 'group'),
    version: textOf(value, 'version'),
    description: textOf(value, 'description'),
    purl: textOf(value, 'purl'),
    cpe: textOf(value, 'cpe'),
    supplier: readOrganization(member(value, 'supplier')),
    manufacturer: readOrganization(member(value, 'manufacturer')),
    authors: filled(authors.length === 0 && author !== undefined ? [{ name: author }] : authors),
    publisher: textOf(value, 'publisher'),
    copyright: textOf(value, 'copyright'),
    scope: SCOPES.has(scope) ? (scope as Scope) : undefined,
    hashes: filled(readHashes(member(value, 'hashes'))),
    licenses: filled(readLicenses(listOf(value, 'licenses'))),
    externalReferences: filled(readExternalReferences(listOf(value, 'externalReferences'))),
    properties: filled(readProperties(listOf(value, 'properties'))),
    evidence: readEvidence(member(value, 'evidence')),
    parent,
  });
};

/** Reads a component and those nested in it, outer ones first. The JSON reader has bounded the depth. */
export const readComponents = (
  value: Json,
  pointer: string,
  book: RefBook,
  losses: Loss[],
  parent?: Ref,
): readonly Found[] => {
  const ref = claim(book, textOf(value, 'bom-ref'), pointer);
  loseUnread(value, pointer, READ, losses);
  const evidence = objectOf(value, 'evidence');
  if (evidence !== undefined) loseUnread(evidence, pointerTo(pointer, 'evidence'), READ_EVIDENCE, losses);
  const found: Found[] = [{ component: readOne(value, ref, parent), pointer }];
  for (const [index, item] of listOf(value, 'components').entries())
    for (const nested of readComponents(item, `${pointer}/components/${index}`, book, losses, ref))
      found.push(nested);
  return found;
};
