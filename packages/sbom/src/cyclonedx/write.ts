import { isBomLink } from '../bill/resolve.ts';
import { orderBill } from '../bill/order.ts';
import type { Bill, Component, Loss, Ref } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { fitCycloneDx } from '../convert/fit.ts';
import type { CycloneDxVersion } from '../document/types.ts';
import type { Json, JsonObject } from '../json/types.ts';
import {
  writeContact,
  writeEvidence,
  writeExternalReference,
  writeHashes,
  writeLicense,
  writeLifecycle,
  writeOrganization,
  writeTool,
} from './write-parts.ts';

type Children = ReadonlyMap<Ref | undefined, readonly Component[]>;

const childrenOf = (components: readonly Component[]): Children => {
  const refs = new Map(components.map((component) => [component.ref, component]));
  const children = new Map<Ref | undefined, Component[]>();
  for (const component of components) {
    // A parent that does not exist, or a ring of parents, must not make components vanish.
    let parent = component.parent;
    const seen = new Set([component.ref]);
    for (let at = parent; at !== undefined; at = refs.get(at)?.parent) {
      if (seen.has(at) || !refs.has(at) || seen.size > 100) {
        parent = undefined;
        break;
      }
      seen.add(at);
    }
    const siblings = children.get(parent) ?? [];
    siblings.push(component);
    children.set(parent, siblings);
  }
  return children;
};

const writeComponent = (component: Component, children: Children): JsonObject =>
  compact({
    'bom-ref': component.ref,
    type: component.type,
    name: component.name,
    group: component.group,
    version: component.version,
    description: component.description,
    purl: component.purl,
    cpe: component.cpe,
    supplier: writeOrganization(component.supplier),
    manufacturer: writeOrganization(component.manufacturer),
    authors: component.authors?.map(writeContact),
    publisher: component.publisher,
    copyright: component.copyright,
    scope: component.scope,
    hashes: writeHashes(component.hashes),
    licenses: component.licenses?.map(writeLicense),
    externalReferences: component.externalReferences?.map(writeExternalReference),
    properties: component.properties?.map(({ name, value }) => ({ name, value })),
    evidence: writeEvidence(component.evidence),
    components: children.get(component.ref)?.map((child) => writeComponent(child, children)),
  });

const writeMetadata = (bill: Bill, root: Component | undefined, children: Children): JsonObject => {
  const { metadata } = bill;
  return compact({
    timestamp: metadata.timestamp,
    lifecycles: metadata.lifecycles?.map(writeLifecycle),
    tools: metadata.tools === undefined ? undefined : { components: metadata.tools.map(writeTool) },
    authors: metadata.authors?.map(writeContact),
    supplier: writeOrganization(metadata.supplier),
    manufacturer: writeOrganization(metadata.manufacturer),
    component: root === undefined ? undefined : writeComponent(root, children),
    licenses: metadata.licenses?.map(writeLicense),
    properties: metadata.properties?.map(({ name, value }) => ({ name, value })),
  });
};

const superset = (unordered: Bill): JsonObject => {
  const bill = orderBill(unordered);
  const refs = new Set(bill.components.map((component) => component.ref));
  const known = (list: readonly Ref[] | undefined): readonly Ref[] =>
    (list ?? []).filter((ref) => refs.has(ref) || isBomLink(ref));
  const root = bill.components.find((component) => component.ref === bill.root);
  const children = childrenOf(bill.components.map((item) => (item === root ? withoutParent(item) : item)));
  const top = (children.get(undefined) ?? []).filter((component) => component.ref !== bill.root);
  return compact({
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: bill.serialNumber,
    version: bill.version ?? 1,
    metadata: writeMetadata(bill, root, children),
    components: top.map((component) => writeComponent(component, children)),
    externalReferences: bill.externalReferences?.map(writeExternalReference),
    dependencies: bill.dependencies
      .filter((dependency) => refs.has(dependency.ref))
      .map((dependency): Json => ({ ref: dependency.ref, dependsOn: known(dependency.dependsOn) })),
    compositions: filled(
      bill.compositions.map(
        (composition): Json =>
          compact({
            aggregate: composition.aggregate,
            assemblies: filled(known(composition.assemblies)),
            dependencies: filled(known(composition.dependencies)),
          }),
      ),
    ),
    properties: bill.properties?.map(({ name, value }) => ({ name, value })),
  });
};

const withoutParent = ({ parent: _parent, ...component }: Component): Component => component;

export type Written = {
  /** Valid against the official schema of its version, members in the order of that schema. */
  readonly document: JsonObject;
  /** What the bill says and that version cannot hold. Paths point into the document as the newest version would have it. */
  readonly losses: readonly Loss[];
};

/**
 * Writes a bill as a CycloneDX document of the version wanted (1.4 to 1.7). The same bill gives the same document, whatever the
 * order of its parts. What that version cannot hold is left out and listed; the result always validates.
 */
export const toCycloneDx = (bill: Bill, specVersion: CycloneDxVersion = '1.6'): Promise<Written> =>
  fitCycloneDx(superset(bill), specVersion);
