import { readWhole, writeAtomically } from '@custody/host';
import { type Detection, readDocument, type SbomDocument } from '@custody/sbom';
import type { CustodyContext } from '../../context.ts';
import { CommandError } from '../../exit.ts';

/** A document larger than this is not read whole. */
const MAX_DOCUMENT = 256 * 1024 * 1024;

const described = (detection: Detection): string =>
  detection.kind === 'not-an-sbom'
    ? detection.reason
    : `${detection.kind} ${detection.version ?? ''} is not read`;

/** Reads an SBOM that a command was given. Anything that is not one is the person's mistake, said in one sentence. */
export const loadDocument = (path: string): SbomDocument => {
  if (path.endsWith('.whl'))
    throw new CommandError(
      `${path} is a wheel, not an SBOM; custody sbom extract writes out the ones it carries`,
    );
  const { detection, document, problems } = readDocument(readWhole(path, MAX_DOCUMENT));
  const [problem] = problems;
  if (problem !== undefined && document === undefined)
    throw new CommandError(`${path}:${problem.position.line}:${problem.position.column}: ${problem.message}`);
  if (document === undefined || !detection.supported)
    throw new CommandError(`${path} is no SBOM that can be read: ${described(detection)}`);
  return document;
};

/** Writes a document where the person wants it: to a file at once and whole, or to standard output. */
export const writeDocument = async (
  bytes: Uint8Array,
  output: string | undefined,
  context: CustodyContext,
): Promise<void> => {
  if (output === undefined) context.out.write(bytes);
  else await writeAtomically(output, (sink) => sink.write(bytes));
};
