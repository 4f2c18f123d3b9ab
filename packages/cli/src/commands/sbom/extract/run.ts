import { formatSize, sanitize } from '@custody/findings';
import { extractDocuments, type ListedDocument, listDocuments } from '@custody/sbom';
import type { CustodyContext } from '../../../context.ts';
import { EXIT } from '../../../exit.ts';
import { formatName } from '../format-name.ts';
import { withWheel } from '../wheel.ts';
import type { ExtractFlags } from './command.ts';

const described = ({ path, size, detection }: ListedDocument): string =>
  [
    sanitize(path),
    size === undefined ? 'too large to be read' : formatSize(size),
    detection === undefined ? 'unknown' : sanitize(formatName(detection)),
  ].join('  ');

/** `custody sbom extract WHEEL`. */
export const runExtract = (
  context: CustodyContext,
  { to, quiet }: ExtractFlags,
  [wheel]: readonly [string],
): Promise<void> =>
  withWheel(context, wheel, { quiet }, async ({ contents }) => {
    const documents = listDocuments(contents);
    if (documents.length === 0) {
      if (!quiet) context.out.write(`${sanitize(wheel)} carries no SBOM\n`);
      context.finish(EXIT.findings);
      return;
    }
    if (to === undefined) {
      if (quiet) return;
      for (const document of documents)
        context.out.write(`${described(document)}
`);
      return;
    }
    const { written, refused } = await extractDocuments(contents, { directory: to });
    if (!quiet) for (const { path } of written) context.out.write(`${sanitize(path)}\n`);
    for (const { entry, reason } of refused)
      context.err.write(`custody: ${sanitize(entry)} was not written: ${sanitize(reason)}\n`);
    if (refused.length > 0) context.finish(EXIT.findings);
  });
