import { createHash } from 'node:crypto';
import { orderBill } from '../bill/order.ts';
import { toSpdxAlgorithm } from '../bill/hashes.ts';
import type { Bill, Component, Loss, Ref } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { compareBy } from '../compact/order.ts';
import { repair } from '../convert/repair.ts';
import type { Written } from '../cyclonedx/write.ts';
import type { JsonObject } from '../json/types.ts';
import { isObject } from '../json/value.ts';
import { uuid5 } from '../write/uuid.ts';
import { writeOrganization, writePerson, writeTool } from './actors.ts';
import { downloadOf } from './download-location.ts';
import { type Extraction, newExtraction, writeLicenseField } from './licenses.ts';
import { componentLosses, documentLosses } from './losses.ts';
import { writePurpose } from './purpose.ts';

const DOCUMENT = 'SPDXRef-DOCUMENT';

/** An SPDX identifier of letters, digits, dots and hyphens (SPDX 2.3, clause 7.2), the same for the same ref. */
const idOf = (component: Component): string => {
  const kind = component.type === 'file' ? 'File' : 'Package';
  const name = component.name.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 40);
  return `SPDXRef-${kind}-${name}-${createHash('sha256').update(component.ref).digest('hex').slice(0, 16)}`;
};

const checksums = (component: Component): readonly JsonObject[] | undefined =>
  component.hashes?.map(({ algorithm, value }) => ({
    algorithm: toSpdxAlgorithm(algorithm),
    checksumValue: value,
  }));

const reference = (component: Component, type: string): string | undefined =>
  component.externalReferences?.find((item) => item.type === type)?.url;

const externalRefs = (component: Component): readonly JsonObject[] => [
  ...(component.purl === undefined
    ? []
    : [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: component.purl }]),
  ...(component.cpe === undefined
    ? []
    : [
        {
          referenceCategory: 'SECURITY',
          referenceType: component.cpe.startsWith('cpe:2.3:') ? 'cpe23Type' : 'cpe22Type',
          referenceLocator: component.cpe,
        },
      ]),
  ...(component.externalReferences ?? [])
    .filter((item) => item.type === 'advisories')
    .map((item) => ({
      referenceCategory: 'SECURITY',
      referenceType: 'advisory',
      referenceLocator: item.url,
    })),
];

const writePackage = (component: Component, extraction: Extraction): JsonObject =>
  compact({
    SPDXID: idOf(component),
    name: component.name,
    versionInfo: component.version,
    supplier: component.supplier === undefined ? undefined : writeOrganization(component.supplier),
    originator:
      component.manufacturer !== undefined
        ? writeOrganization(component.manufacturer)
        : component.authors?.[0] && writePerson(component.authors[0]),
    downloadLocation: downloadOf(component)?.url ?? 'NOASSERTION',
    filesAnalyzed: false,
    checksums: checksums(component),
    homepage: reference(component, 'website'),
    licenseConcluded: writeLicenseField(component.licenses, 'concluded', extraction) ?? 'NOASSERTION',
    licenseDeclared: writeLicenseField(component.licenses, 'declared', extraction) ?? 'NOASSERTION',
    copyrightText: component.copyright ?? 'NOASSERTION',
    description: component.description,
    primaryPackagePurpose: writePurpose(component.type),
    externalRefs: filled(externalRefs(component)),
  });

const writeFile = (component: Component, extraction: Extraction): JsonObject => ({
  SPDXID: idOf(component),
  fileName: component.name.startsWith('./') ? component.name : `./${component.name}`,
  checksums: checksums(component) ?? [],
  licenseConcluded:
    writeLicenseField(component.licenses, 'concluded', extraction) ??
    writeLicenseField(component.licenses, 'declared', extraction) ??
    'NOASSERTION',
  copyrightText: component.copyright ?? 'NOASSERTION',
});

const relation = (from: string, relationshipType: string, to: string): JsonObject => ({
  spdxElementId: from,
  relationshipType,
  relatedSpdxElement: to,
});

const writeRelations = (bill: Bill, ids: ReadonlyMap<Ref, string>): readonly JsonObject[] => {
  const relations: JsonObject[] = [];
  const root = bill.root === undefined ? undefined : ids.get(bill.root);
  if (root !== undefined) relations.push(relation(DOCUMENT, 'DESCRIBES', root));
  for (const { ref, parent } of bill.components) {
    const [inner, outer] = [ids.get(ref), parent === undefined ? undefined : ids.get(parent)];
    if (inner !== undefined && outer !== undefined) relations.push(relation(outer, 'CONTAINS', inner));
  }
  for (const { ref, dependsOn } of bill.dependencies) {
    const from = ids.get(ref);
    if (from === undefined) continue;
    const needs = dependsOn.map((need) => ids.get(need)).filter((id) => id !== undefined);
    // "Needs nothing" is a statement of its own (SPDX 2.3, clause 11.1).
    if (dependsOn.length === 0) relations.push(relation(from, 'DEPENDS_ON', 'NONE'));
    for (const to of needs) relations.push(relation(from, 'DEPENDS_ON', to));
  }
  return relations;
};

const writeCreators = (bill: Bill): readonly string[] => {
  const { authors = [], manufacturer, tools = [] } = bill.metadata;
  const creators = [
    ...authors.map(writePerson),
    ...(manufacturer === undefined ? [] : [writeOrganization(manufacturer)]),
    ...tools.map(writeTool),
  ];
  return creators.length > 0 ? creators : ['Organization: anonymous'];
};

/**
 * Writes a bill as an SPDX 2.3 document. Deterministic; what SPDX cannot hold is left out and listed; the result validates.
 * `created` is the bill's timestamp, which SPDX requires: 1970 where the bill has none.
 */
export const toSpdx = async (unordered: Bill): Promise<Written> => {
  const bill = orderBill(unordered);
  const extraction = newExtraction();
  const ids = new Map(bill.components.map((component) => [component.ref, idOf(component)]));
  const root = bill.components.find((component) => component.ref === bill.root);
  const name = root === undefined ? 'sbom' : [root.name, root.version].filter(Boolean).join('-');
  const uuid = bill.serialNumber?.replace(/^urn:uuid:/, '') ?? uuid5(JSON.stringify(bill));
  const files = bill.components.filter(
    (component) => component.type === 'file' && component.hashes !== undefined,
  );
  const packages = bill.components.filter(
    (component) => component.type !== 'file' || component.hashes === undefined,
  );
  const document = compact({
    SPDXID: DOCUMENT,
    spdxVersion: 'SPDX-2.3',
    creationInfo: {
      created: bill.metadata.timestamp ?? '1970-01-01T00:00:00Z',
      creators: writeCreators(bill),
    },
    name,
    dataLicense: 'CC0-1.0',
    documentNamespace: `https://spdx.org/spdxdocs/${encodeURIComponent(name.toWellFormed())}-${uuid}`,
    packages: filled(packages.map((component) => writePackage(component, extraction))),
    files: filled(files.map((component) => writeFile(component, extraction))),
    relationships: filled(writeRelations(bill, ids)),
  });
  const extracted = [...extraction.refs]
    .sort(compareBy(([licenseId]) => licenseId))
    .map(([licenseId, { name: title, text }]) => ({ licenseId, name: title, extractedText: text }));
  const whole: JsonObject = compact({ ...document, hasExtractedLicensingInfos: filled(extracted) });
  const repaired = await repair('spdx-2.3', whole);
  const losses: readonly Loss[] = [
    ...documentLosses(bill),
    ...bill.components.flatMap((component) => componentLosses(component)),
    ...repaired.losses,
  ];
  return { document: isObject(repaired.document) ? repaired.document : whole, losses };
};
