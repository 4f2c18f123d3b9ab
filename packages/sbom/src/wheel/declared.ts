import { readBill } from '../bill/read.ts';
import type { Bill, Component } from '../bill/types.ts';
import { buildPurl, parsePurl } from '../purl/index.ts';
import type { WheelContents } from './inspect.ts';
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

/** What the wheel's documents declare, custody's own left out; a document that cannot be read is named in `unread`. */
export const declaredDocuments = (
  contents: WheelContents,
): { readonly documents: readonly DeclaredDocument[]; readonly unread: readonly string[] } => {
  const documents: DeclaredDocument[] = [];
  const unread: string[] = [];
  for (const { path, reading } of contents.documents) {
    if (reading?.document === undefined || !reading.document.detection.supported) {
      unread.push(path);
      continue;
    }
    const { bill } = readBill(reading.document);
    if (isOwn(bill)) continue;
    const label = path.slice(path.lastIndexOf('/') + 1);
    documents.push({ label, path, bill: { ...bill, components: bill.components.map(withoutLocalPath) } });
  }
  return { documents, unread };
};
