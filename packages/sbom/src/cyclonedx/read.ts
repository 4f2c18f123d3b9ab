import { resolveGraph } from '../bill/resolve.ts';
import type {
  Aggregate,
  Bill,
  BillMetadata,
  Component,
  Composition,
  Dependency,
  Lifecycle,
  Loss,
} from '../bill/types.ts';
import { compact, filled, isDefined } from '../compact/compact.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { listOf, member, numberOf, objectOf, textOf } from '../json/value.ts';
import { loseUnread } from './losses.ts';
import { type Found, readComponents, type RefBook } from './read-component.ts';
import {
  readContacts,
  readExternalReferences,
  readLicenses,
  readOrganization,
  readProperties,
  readTools,
} from './read-parts.ts';

export type BillReading = {
  readonly bill: Bill;
  /** What the document says and the bill cannot hold. */
  readonly losses: readonly Loss[];
  /** Where each component of the bill stands in the document, by ref. */
  readonly places: ReadonlyMap<string, string>;
};

const READ = new Set(
  (
    '$schema bomFormat specVersion serialNumber version metadata components dependencies ' +
    'compositions externalReferences properties'
  ).split(' '),
);
const READ_METADATA = new Set(
  'timestamp tools lifecycles authors supplier manufacturer manufacture component licenses properties'.split(
    ' ',
  ),
);
const PHASES = [
  'design',
  'pre-build',
  'build',
  'post-build',
  'operations',
  'discovery',
  'decommission',
] as const;
const AGGREGATES: readonly Aggregate[] = [
  'complete',
  'incomplete',
  'incomplete_first_party_only',
  'incomplete_first_party_proprietary_only',
  'incomplete_first_party_opensource_only',
  'incomplete_third_party_only',
  'incomplete_third_party_proprietary_only',
  'incomplete_third_party_opensource_only',
  'unknown',
  'not_specified',
];

const isText = (item: Json): item is string => typeof item === 'string';

const strings = (list: readonly Json[]): readonly string[] =>
  list.every(isText) ? list : list.filter(isText);

const readLifecycle = (item: Json): Lifecycle | undefined => {
  const phase = PHASES.find((word) => word === textOf(item, 'phase'));
  const name = textOf(item, 'name');
  return (
    phase ?? (name === undefined ? undefined : compact({ name, description: textOf(item, 'description') }))
  );
};

const readMetadata = (value: JsonObject | undefined): BillMetadata =>
  compact({
    timestamp: textOf(value, 'timestamp'),
    tools: filled(readTools(member(value, 'tools'))),
    lifecycles: filled(listOf(value, 'lifecycles').map(readLifecycle).filter(isDefined)),
    authors: filled(readContacts(listOf(value, 'authors'))),
    supplier: readOrganization(member(value, 'supplier')),
    manufacturer: readOrganization(member(value, 'manufacturer')),
    licenses: filled(readLicenses(listOf(value, 'licenses'))),
    properties: filled(readProperties(listOf(value, 'properties'))),
  });

const readDependency = (item: Json): Dependency | undefined => {
  const ref = textOf(item, 'ref');
  return ref === undefined ? undefined : { ref, dependsOn: strings(listOf(item, 'dependsOn')) };
};

const readComposition = (item: Json): Composition | undefined => {
  const aggregate = AGGREGATES.find((word) => word === textOf(item, 'aggregate'));
  return aggregate === undefined
    ? undefined
    : compact({
        aggregate,
        assemblies: filled(strings(listOf(item, 'assemblies'))),
        dependencies: filled(strings(listOf(item, 'dependencies'))),
      });
};

/** auditwheel and others repeat the root among the components, under the same bom-ref: it is one component. */
const isTwin = (root: Component | undefined, value: Json): boolean =>
  root !== undefined && textOf(value, 'bom-ref') === root.ref && textOf(value, 'name') === root.name;

const readRoot = (metadata: JsonObject | undefined, book: RefBook, losses: Loss[]): readonly Found[] => {
  const root = objectOf(metadata, 'component');
  if (root === undefined) return [];
  const found = readComponents(root, '/metadata/component', book, losses);
  // Up to 1.5, `metadata.manufacture` named the maker of the root component.
  const maker = readOrganization(member(metadata, 'manufacture'));
  return maker === undefined
    ? found
    : found.map((item, index) =>
        index === 0 ? { ...item, component: { manufacturer: maker, ...item.component } } : item,
      );
};

/** Reads a CycloneDX document of any version as a bill. Says what it could not take over. Never throws. */
export const readCycloneDx = (document: JsonObject): BillReading => {
  const losses: Loss[] = [];
  loseUnread(document, '', READ, losses);
  const metadata = objectOf(document, 'metadata');
  loseUnread(metadata, '/metadata', READ_METADATA, losses);
  const book: RefBook = { taken: new Set() };
  const found: Found[] = [...readRoot(metadata, book, losses)];
  const root = found[0]?.component;
  for (const [index, item] of listOf(document, 'components').entries()) {
    if (isTwin(root, item)) continue;
    for (const each of readComponents(item, `/components/${index}`, book, losses)) found.push(each);
  }
  const graph = resolveGraph(
    {
      dependencies: listOf(document, 'dependencies').map(readDependency).filter(isDefined),
      compositions: listOf(document, 'compositions').map(readComposition).filter(isDefined),
    },
    book.taken,
    losses,
    '/dependencies',
  );
  const bill = compact({
    serialNumber: textOf(document, 'serialNumber'),
    version: numberOf(document, 'version'),
    metadata: readMetadata(metadata),
    root: root?.ref,
    components: found.map((item) => item.component),
    ...graph,
    externalReferences: filled(readExternalReferences(listOf(document, 'externalReferences'))),
    properties: filled(readProperties(listOf(document, 'properties'))),
  });
  const places = new Map<string, string>();
  for (const { component, pointer } of found) places.set(component.ref, pointer);
  return {
    bill,
    losses,
    places,
  };
};
