import { readBill } from '../../bill/read.ts';
import { toCycloneDx } from '../../cyclonedx/write.ts';
import type { Conflict } from '../../merge/types.ts';
import { serialise } from '../../write/serialise.ts';
import { generateFromWheel } from '../generate.ts';
import type { EmbeddedDocument, WheelContents } from '../inspect.ts';
import { isOwn } from '../own.ts';
import type { EmbedOptions } from './types.ts';

export type Made =
  | {
      readonly kind: 'document';
      readonly bytes: Uint8Array;
      readonly conflicts: readonly Conflict[];
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

const ownTimestamp = (existing: EmbeddedDocument | undefined): string | undefined => {
  const document = existing?.reading?.document;
  const bill = document === undefined ? undefined : readBill(document).bill;
  return bill !== undefined && isOwn(bill) ? bill.metadata.timestamp : undefined;
};

const same = (a: Uint8Array, b: Uint8Array | undefined): boolean =>
  b !== undefined && Buffer.compare(a, b) === 0;

/**
 * Makes the wheel's document. Where custody's own document stands there already and would differ in nothing but the time,
 * that one is given: embedding twice changes nothing.
 */
export const makeDocument = async (
  contents: WheelContents,
  existing: EmbeddedDocument | undefined,
  fileName: string,
  options: EmbedOptions,
): Promise<Made> => {
  const generation = generateFromWheel(contents, { ...options, fileName });
  if (generation.kind === 'refused') return generation;
  const { bill, conflicts, notes } = generation;
  const write = async (timestamp: string | undefined): Promise<Uint8Array> => {
    const metadata = timestamp === undefined ? bill.metadata : { ...bill.metadata, timestamp };
    const { document } = await toCycloneDx({ ...bill, metadata }, options.specVersion ?? '1.6');
    return serialise(document);
  };
  const before = ownTimestamp(existing);
  if (before !== undefined && before !== options.timestamp) {
    const again = await write(before);
    if (same(again, existing?.bytes)) return { kind: 'document', bytes: again, conflicts, notes };
  }
  return { kind: 'document', bytes: await write(undefined), conflicts, notes };
};
