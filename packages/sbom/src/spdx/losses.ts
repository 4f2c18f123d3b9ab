import type { Bill, Component, Loss } from '../bill/types.ts';
import { pointerTo } from '../json/pointer.ts';
import { downloadOf } from './download-location.ts';
import { writePurpose } from './purpose.ts';

const WHY = 'SPDX 2.3 has no such member';

const lost = (path: string, parts: Readonly<Record<string, unknown>>): readonly Loss[] =>
  Object.entries(parts)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([what]) => ({ path, what, why: WHY }));

/** What of a component SPDX 2.3 cannot hold. The path names it by its ref. */
export const componentLosses = (component: Component): readonly Loss[] => {
  const path = pointerTo('/components', component.ref);
  const references = component.externalReferences ?? [];
  const held = new Set([downloadOf(component), references.find((item) => item.type === 'website')]);
  const unheld = references.filter((item) => !held.has(item) && item.type !== 'advisories');
  return [
    ...lost(path, {
      group: component.group,
      scope: component.scope,
      publisher: component.publisher,
      properties: component.properties,
      evidence: component.evidence,
      'further authors': (component.authors?.length ?? 0) > (component.manufacturer === undefined ? 1 : 0),
      [`type ${component.type}`]: component.type !== 'file' && writePurpose(component.type) === undefined,
    }),
    ...unheld.map((item) => ({ path, what: `${item.type} ${item.url.slice(0, 80)}`, why: WHY })),
  ];
};

/** What of the whole bill SPDX 2.3 cannot hold. */
export const documentLosses = (bill: Bill): readonly Loss[] => [
  ...lost('/metadata', {
    lifecycles: bill.metadata.lifecycles,
    supplier: bill.metadata.supplier,
    licenses: bill.metadata.licenses,
    properties: bill.metadata.properties,
    'vendors, purls and hashes of the tools': bill.metadata.tools?.some(
      (tool) => tool.vendor !== undefined || tool.purl !== undefined || tool.hashes !== undefined,
    ),
  }),
  ...lost('', {
    compositions: bill.compositions.length > 0,
    externalReferences: bill.externalReferences,
    properties: bill.properties,
  }),
];
