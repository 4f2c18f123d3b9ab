import { HostError } from '@custody/host';
import type { Described, Examining } from './examining.ts';
import { judgeDocument } from './sbom-document.ts';

/** A document larger than this is not read whole: its verdict is unknown. */
const MAX_DOCUMENT = 256 * 1024 * 1024;

/** Examines an SBOM that stands by itself. */
export const examineSbom = async ({
  source,
  file,
  selection,
  ledger,
  progress,
}: Examining): Promise<Described> => {
  if (source.size > MAX_DOCUMENT)
    throw new HostError(
      'too-large',
      `the document has ${source.size} bytes, more than the ${MAX_DOCUMENT} that are read`,
    );
  await judgeDocument(source.read(0, source.size).slice(), { file }, selection, ledger);
  progress(source.size);
  return {};
};
