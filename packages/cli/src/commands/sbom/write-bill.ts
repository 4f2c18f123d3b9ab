import { type Bill, serialise, toCycloneDx, toSourceSpdx } from '@custody/sbom';
import { CommandError } from '../../exit.ts';
import { parseTarget } from './target.ts';

type Target = ReturnType<typeof parseTarget>;

/** Reads `--spec-version`; anything unknown is a usage error that lists what there is. */
export const specVersionOf = (text: string): Target => {
  try {
    return parseTarget(text);
  } catch (error) {
    throw new CommandError(`--spec-version: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** The bytes of a bill in the standard asked for. SPDX gets the verification codes of what files it lists (SPDX 2.3, 7.9). */
export const billBytes = async (bill: Bill, target: Target): Promise<Uint8Array> => {
  const { document } =
    target.standard === 'spdx' ? await toSourceSpdx(bill) : await toCycloneDx(bill, target.version);
  return serialise(document);
};
