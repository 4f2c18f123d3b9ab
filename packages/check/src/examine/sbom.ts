import { HostError } from '@custody/host';
import type { Described, Examining } from './examining.ts';
import { judgeKnown } from './known.ts';
import { judgeDocument } from './sbom-document.ts';

/** A document larger than this is not read whole: its verdict is unknown. */
const MAX_DOCUMENT = 256 * 1024 * 1024;

/** Examines an SBOM that stands by itself. */
export const examineSbom = async (examining: Examining): Promise<Described> => {
  const { source, file, selection, ledger, progress } = examining;
  if (source.size > MAX_DOCUMENT)
    throw new HostError(
      'too-large',
      `the document has ${source.size} bytes, more than the ${MAX_DOCUMENT} that are read`,
    );
  const bytes = source.read(0, source.size).slice();
  await judgeDocument(bytes, { file }, selection, ledger);
  const described = await judgeKnown({
    ...examining,
    collect: async () => (await import('../audit/document.ts')).collectDocument(bytes, file),
  });
  progress(source.size);
  return described;
};
