import { type Bill, serialise, toCycloneDx, toSpdx } from '@custody/sbom';
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

/** The bytes of a bill in the standard asked for. */
export const billBytes = async (bill: Bill, target: Target): Promise<Uint8Array> => {
  const { document } =
    target.standard === 'spdx' ? await toSpdx(bill) : await toCycloneDx(bill, target.version);
  return serialise(document);
};
