import { readBill } from '../bill/read.ts';
import type { Bill, Component } from '../bill/types.ts';
import { buildPurl, parsePurl } from '../purl/index.ts';
import type { WheelContents } from './inspect.ts';
import { withoutNestedFiles } from './nested.ts';
import { isOwn } from './own.ts';

/** An embedded document that others made, as a bill. */
export type DeclaredDocument = { readonly label: string; readonly path: string; readonly bill: Bill };

const LOCATORS = ['download_url', 'vcs_url'] as const;

/**
 * The canonical purl, without what cargo-cyclonedx and others write into it of the machine that built the sources:
 * that is nobody's business.
 */
const withoutLocalPath = (component: Component): Component => {
  const reading = component.purl === undefined ? undefined : parsePurl(component.purl);
  if (reading?.kind !== 'purl') return component;
  const { parts } = reading;
  const qualifiers = { ...parts.qualifiers };
  const local = LOCATORS.filter((key) => qualifiers[key]?.includes('file:') === true);
  if (local.length === 0) return { ...component, purl: reading.canonical };
  for (const key of local) delete qualifiers[key];
  return { ...component, purl: buildPurl({ ...parts, qualifiers }) };
};

/** What the wheel's documents declare, custody's own left out; `notes` say what of them was not taken in. */
export const declaredDocuments = (
  contents: WheelContents,
): { readonly documents: readonly DeclaredDocument[]; readonly notes: readonly string[] } => {
  const documents: DeclaredDocument[] = [];
  const notes: string[] = [];
  for (const { path, reading } of contents.documents) {
    if (reading?.document === undefined || !reading.document.detection.supported) {
      notes.push(`${path} is in a form that is not read, and was not merged`);
      continue;
    }
    const { bill: whole } = readBill(reading.document);
    if (isOwn(whole)) continue;
    const bill = withoutNestedFiles(whole);
    const omitted = whole.components.length - bill.components.length;
    if (omitted > 0) notes.push(`${path}: ${omitted} files inside its components stay in that document only`);
    const label = path.slice(path.lastIndexOf('/') + 1);
    documents.push({ label, path, bill: { ...bill, components: bill.components.map(withoutLocalPath) } });
  }
  return { documents, notes };
};
