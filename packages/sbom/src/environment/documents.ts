import { isLocalUrl } from '@custody/python';
import { readBill } from '../bill/read.ts';
import type { Bill, Component } from '../bill/types.ts';
import { filled } from '../compact/compact.ts';
import { readDocument } from '../document/read.ts';
import type { MergeInput } from '../merge/types.ts';
import { buildPurl, parsePurl } from '../purl/index.ts';
import type { InstalledDistribution } from './types.ts';

/** Files that a document names and that are not installed here are parts of its components, or of another artifact. */
const withoutForeignFiles = (bill: Bill, files: ReadonlySet<string>): Bill => ({
  ...bill,
  components: bill.components.filter(
    ({ type, name, ref }) => type !== 'file' || ref === bill.root || files.has(name),
  ),
});

/** With the canonical purl, and without the paths of the machine that built it, which cargo-cyclonedx and others write. */
const withoutLocalPaths = (component: Component): Component => {
  const { externalReferences, ...rest } = component;
  const references = filled((externalReferences ?? []).filter(({ url }) => !isLocalUrl(url)));
  const kept = references === undefined ? rest : { ...rest, externalReferences: references };
  const reading = component.purl === undefined ? undefined : parsePurl(component.purl);
  if (reading?.kind !== 'purl') return kept;
  const qualifiers = Object.entries(reading.parts.qualifiers ?? {}).filter(([, value]) => !isLocalUrl(value));
  return { ...kept, purl: buildPurl({ ...reading.parts, qualifiers: Object.fromEntries(qualifiers) }) };
};

/** The documents that a distribution carries, to be merged; those that are not read are told. */
export const carriedDocuments = (
  installed: InstalledDistribution,
  notes: string[],
): readonly MergeInput[] => {
  const files = new Set(installed.files);
  return installed.documents.flatMap(({ path, bytes }): MergeInput[] => {
    const { document } = readDocument(bytes);
    if (document === undefined || !document.detection.supported) {
      notes.push(`${path} is in a form that is not read, and was not merged`);
      return [];
    }
    const bill = withoutForeignFiles(readBill(document).bill, files);
    const components = bill.components.map(withoutLocalPaths);
    return [{ bill: { ...bill, components }, label: path, standing: 'declared' }];
  });
};
