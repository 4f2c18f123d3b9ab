import { identifyAr } from './ar/identify.ts';
import { createSource } from './bytes/source.ts';
import { identifyElf } from './elf/identify.ts';
import { identifyMachO } from './macho/identify.ts';
import { identifyPe } from './pe/identify.ts';
import { sniff } from './sniff.ts';
import type { ByteReader, NativeObject } from './types.ts';
import { identifyWasm } from './wasm/identify.ts';

const HEAD = 64;

/**
 * Says what a binary says about itself, or `undefined` where it is none of the formats known here.
 * A malformed binary is described as far as it can be, with `problems`; at most 12 MiB are read of it.
 * Rejects only where `reader` rejects.
 */
export const identify = async (reader: ByteReader): Promise<NativeObject | undefined> => {
  const source = createSource(reader);
  const head = await source.bytes(0, Math.min(HEAD, source.size));
  const format = head === undefined ? undefined : sniff(head);
  if (format === 'elf') return identifyElf(source);
  if (format === 'mach-o') return identifyMachO(source);
  if (format === 'pe') return identifyPe(source);
  if (format === 'ar') return identifyAr(source);
  return format === 'wasm' ? identifyWasm(source) : undefined;
};
