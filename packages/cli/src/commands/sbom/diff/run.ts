import { diff, readBill, renderDiff } from '@custody/sbom';
import type { CustodyContext } from '../../../context.ts';
import { EXIT } from '../../../exit.ts';
import { loadDocument } from '../document.ts';
import type { DiffFlags } from './command.ts';

/** `custody sbom diff BEFORE AFTER`. */
export const runDiff = (
  context: CustodyContext,
  { format, quiet }: DiffFlags,
  [before, after]: readonly [string, string],
): Promise<void> => {
  const difference = diff(readBill(loadDocument(before)).bill, readBill(loadDocument(after)).bill);
  if (!quiet)
    context.out.write(
      format === 'json' ? `${JSON.stringify(difference, undefined, 2)}\n` : renderDiff(difference),
    );
  context.finish(difference.same ? EXIT.ok : EXIT.findings);
  return Promise.resolve();
};
