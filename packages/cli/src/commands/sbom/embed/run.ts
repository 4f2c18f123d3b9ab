import { sanitize } from '@custody/findings';
import { ensureDirectory, readWhole } from '@custody/host';
import { embedWheel, type EmbedOptions, type EmbedResult } from '@custody/sbom';
import type { CustodyContext } from '../../../context.ts';
import { CommandError, EXIT } from '../../../exit.ts';
import { conflictLines } from '../conflicts.ts';
import { documentOptions } from '../document-options.ts';
import { keepHeapSmall } from '../lean.ts';
import { specVersionOf } from '../write-bill.ts';
import type { EmbedFlags } from './command.ts';

/** A document larger than this is not read whole. */
const MAX_DOCUMENT = 256 * 1024 * 1024;

const optionsOf = (context: CustodyContext, flags: EmbedFlags, signal: AbortSignal): EmbedOptions => {
  const target = specVersionOf(flags.specVersion);
  if (target.standard !== 'cyclonedx')
    throw new CommandError(
      '--spec-version: embed generates CycloneDX; an SPDX document can be given with --sbom',
    );
  return {
    ...documentOptions(context, flags),
    specVersion: target.version,
    files: flags.files,
    verify: flags.verify,
    signal,
    ...(flags.sbom === undefined ? {} : { document: readWhole(flags.sbom, MAX_DOCUMENT) }),
    ...(flags.name === undefined ? {} : { documentName: flags.name }),
    ...(flags.copyTo === undefined ? {} : { copyTo: flags.copyTo }),
  };
};

const report = (context: CustodyContext, wheel: string, result: EmbedResult, quiet: boolean): void => {
  if (result.kind === 'refused') {
    const reasons = result.refusals.map(({ code, message }) => `  ${code}: ${sanitize(message)}\n`).join('');
    context.err.write(`custody: ${sanitize(wheel)} was refused and is as it was\n${reasons}`);
    return;
  }
  if (quiet) return;
  const { kind, path, entry, before, after, notes, conflicts } = result;
  context.out.write(
    `${kind === 'embedded' ? '✓ embedded' : '✓ unchanged'} ${sanitize(path)}\n  ${sanitize(entry)}\n`,
  );
  if (before !== undefined && after !== undefined)
    context.out.write(
      before === after ? `  sha256 ${after}\n` : `  sha256 before ${before}\n  sha256 after  ${after}\n`,
    );
  for (const note of notes) context.err.write(`note: ${sanitize(note)}\n`);
  if (conflicts.length > 0) context.err.write(conflictLines(conflicts));
};

/** `custody sbom embed WHEEL…`. Every wheel is tried; the worst outcome decides the exit code. */
export const runEmbed = async (
  context: CustodyContext,
  flags: EmbedFlags,
  wheels: readonly string[],
): Promise<void> => {
  if (flags.sbom !== undefined && wheels.length > 1)
    throw new CommandError('--sbom describes one wheel; name one wheel, or leave --sbom out');
  for (const wheel of wheels)
    if (!wheel.endsWith('.whl')) throw new CommandError(`${wheel} is no wheel (.whl)`);
  keepHeapSmall();
  const interrupts = context.interrupts();
  const progress = context.progress(flags.quiet);
  let refused = false;
  try {
    const options = optionsOf(context, flags, interrupts.signal);
    if (flags.copyTo !== undefined) ensureDirectory(flags.copyTo);
    progress.begin(wheels.length, 'embedding');
    for (const wheel of wheels) {
      const result = await embedWheel(wheel, options);
      progress.advance(1, wheel);
      if (wheels.length > 1) progress.end();
      report(context, wheel, result, flags.quiet);
      refused ||= result.kind === 'refused';
    }
  } finally {
    progress.end();
    interrupts.dispose();
  }
  if (refused) context.finish(EXIT.findings);
};
