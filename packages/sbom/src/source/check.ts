import { readBill } from '../bill/read.ts';
import type { Bill } from '../bill/types.ts';
import { toCycloneDx } from '../cyclonedx/write.ts';
import { diff } from '../diff/diff.ts';
import type { BillDiff } from '../diff/types.ts';
import { readDocument } from '../document/read.ts';
import { CYCLONEDX_VERSIONS, type SbomDocument } from '../document/types.ts';
import { serialise } from '../write/serialise.ts';
import { toSourceSpdx } from './spdx.ts';

export type SourceCheck =
  | { readonly kind: 'current' }
  /** From the committed document to what the source is now. */
  | { readonly kind: 'stale'; readonly diff: BillDiff }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Another version of the tool, another author or another day does not make a document stale. */
const subjectOnly = (bill: Bill): Bill => ({ ...bill, metadata: {} });

/** What is left of a bill when it has been written the way the committed document is: a lossy form must not look like a change. */
const asWritten = async (bill: Bill, like: SbomDocument): Promise<Bill | undefined> => {
  const version = CYCLONEDX_VERSIONS.find((known) => known === like.detection.version);
  const { document } =
    like.detection.kind === 'spdx' ? await toSourceSpdx(bill) : await toCycloneDx(bill, version);
  const again = readDocument(serialise(document)).document;
  return again === undefined ? undefined : readBill(again).bill;
};

/**
 * Whether a committed document still says what the source is. `bill` comes from `generateSource`, with the committed document as
 * `previous`, so that what only it knows does not count as a change. Compares by meaning; never throws for what the bytes hold.
 */
export const checkSource = async (committed: Uint8Array, bill: Bill): Promise<SourceCheck> => {
  const { document } = readDocument(committed);
  if (document === undefined || !document.detection.supported)
    return { kind: 'unreadable', reason: 'it is no SBOM in a form that is read' };
  const now = await asWritten(bill, document);
  if (now === undefined)
    return { kind: 'unreadable', reason: 'what the source is now cannot be written in its form' };
  const found = diff(subjectOnly(readBill(document).bill), subjectOnly(now));
  return found.same ? { kind: 'current' } : { kind: 'stale', diff: found };
};
