import { sanitize } from '@custody/findings';
import { diff, generateFromWheel, type Generation, readBill, renderDiff } from '@custody/sbom';
import type { CustodyContext } from '../../../context.ts';
import { CommandError, EXIT } from '../../../exit.ts';
import { documentOptions } from '../document-options.ts';
import { loadDocument, writeDocument } from '../document.ts';
import { conflictLines } from '../conflicts.ts';
import { withWheel } from '../wheel.ts';
import { billBytes, specVersionOf } from '../write-bill.ts';
import type { GenerateFlags } from './command.ts';

const generate = (context: CustodyContext, flags: GenerateFlags, path: string): Promise<Generation> => {
  const options = documentOptions(context, flags);
  return withWheel(context, path, { quiet: flags.quiet, evidence: true }, ({ contents, fileName }) =>
    generateFromWheel(contents, { ...options, fileName, files: flags.files }),
  );
};

/** `custody sbom generate PATH`. */
export const runGenerate = async (
  context: CustodyContext,
  flags: GenerateFlags,
  [path]: readonly [string],
): Promise<void> => {
  const target = specVersionOf(flags.specVersion);
  const generation = await generate(context, flags, path);
  if (generation.kind === 'refused') throw new CommandError(`${path}: ${generation.reason}`, EXIT.findings);
  const { bill, conflicts, notes } = generation;
  if (!flags.quiet) {
    for (const note of notes) context.err.write(`note: ${sanitize(note)}\n`);
    if (conflicts.length > 0) context.err.write(conflictLines(conflicts));
  }
  if (flags.check === undefined) {
    await writeDocument(await billBytes(bill, target), flags.output, context);
    return;
  }
  const difference = diff(readBill(loadDocument(flags.check)).bill, bill);
  if (!flags.quiet)
    context.out.write(
      difference.same ? `${flags.check} is current\n` : `${flags.check} is stale\n${renderDiff(difference)}`,
    );
  context.finish(difference.same ? EXIT.ok : EXIT.findings);
};
