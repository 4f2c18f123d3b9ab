import { merge, readBill } from '@custody/sbom';
import type { CustodyContext } from '../../../context.ts';
import { EXIT } from '../../../exit.ts';
import { conflictLines } from '../conflicts.ts';
import { loadDocument, writeDocument } from '../document.ts';
import { billBytes, specVersionOf } from '../write-bill.ts';
import type { MergeFlags } from './command.ts';

/** `custody sbom merge FILE FILE…`. */
export const runMerge = async (
  context: CustodyContext,
  { specVersion, output, quiet }: MergeFlags,
  files: readonly string[],
): Promise<void> => {
  const target = specVersionOf(specVersion);
  const inputs = files.map((file) => ({
    bill: readBill(loadDocument(file)).bill,
    label: file,
    standing: 'declared' as const,
  }));
  const { bill, conflicts } = merge(inputs);
  await writeDocument(await billBytes(bill, target), output, context);
  if (conflicts.length === 0) return;
  if (!quiet) context.err.write(conflictLines(conflicts));
  context.finish(EXIT.findings);
};
