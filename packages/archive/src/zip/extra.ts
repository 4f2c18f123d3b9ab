import type { Buffer } from 'node:buffer';
import { EXTRA_UNICODE_PATH, EXTRA_ZIP64 } from './records.ts';

export type ExtraReading = {
  /** Data of the first ZIP64 field, and of the first Info-ZIP Unicode Path field. */
  readonly zip64?: Buffer;
  readonly unicodePath?: Buffer;
  /** What is wrong, with the offset inside the extra field. */
  readonly faults: readonly { readonly message: string; readonly offset: number }[];
};

const NOTHING: ExtraReading = { faults: [] };

/**
 * Walks an extra field: a row of (id, length, data) that must fill it exactly (APPNOTE 4.5.1), without a second
 * ZIP64 or Unicode Path field, of which readers would pick different ones.
 */
export const readExtra = (extra: Buffer): ExtraReading => {
  if (extra.length === 0) return NOTHING;
  const faults: { message: string; offset: number }[] = [];
  let zip64: Buffer | undefined;
  let unicodePath: Buffer | undefined;
  let position = 0;
  while (position < extra.length) {
    if (position + 4 > extra.length) {
      faults.push({
        message: `The extra field ends with ${extra.length - position} loose bytes.`,
        offset: position,
      });
      break;
    }
    const id = extra.readUInt16LE(position);
    const size = extra.readUInt16LE(position + 2);
    const end = position + 4 + size;
    if (end > extra.length) {
      const rest = extra.length - position - 4;
      faults.push({
        message: `Extra field 0x${id.toString(16).padStart(4, '0')} claims ${size} bytes, but only ${rest} are left.`,
        offset: position,
      });
      break;
    }
    const data = extra.subarray(position + 4, end);
    // Only the first repetition is told: a field can hold sixteen thousand of them.
    if (id === EXTRA_ZIP64) {
      if (zip64 !== undefined && !faults.some((fault) => fault.message === TWO_ZIP64))
        faults.push({ message: TWO_ZIP64, offset: position });
      zip64 ??= data;
    } else if (id === EXTRA_UNICODE_PATH) {
      if (unicodePath !== undefined && !faults.some((fault) => fault.message === TWO_PATHS))
        faults.push({ message: TWO_PATHS, offset: position });
      unicodePath ??= data;
    }
    position = end;
  }
  return {
    faults,
    ...(zip64 === undefined ? {} : { zip64 }),
    ...(unicodePath === undefined ? {} : { unicodePath }),
  };
};

const TWO_ZIP64 = 'There is a second ZIP64 extra field (0x0001).';
const TWO_PATHS = 'There is a second Unicode Path extra field (0x7075).';
