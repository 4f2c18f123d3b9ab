import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import { TEXT_MAX, textIn } from '../bytes/text.ts';
import type { PeObject } from '../types.ts';
import { type Directory, offsetOf, type PeHeader } from './header.ts';

const ROW = 28;
const ROWS_MAX = 256;
const CODEVIEW = 2;
const REPRO = 16;
const RSDS = 0x53445352;

type Pdb = NonNullable<PeObject['pdb']>;

/** The directory's GUID: its first three parts are little-endian numbers. */
const guidOf = (bytes: Uint8Array): string => {
  const at = fieldsOf(bytes, true);
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const tail = Buffer.from(bytes.subarray(8, 16)).toString('hex');
  return `${hex(at.u32(0), 8)}-${hex(at.u16(4), 4)}-${hex(at.u16(6), 4)}-${tail.slice(0, 4)}-${tail.slice(4)}`;
};

const readPdb = async (source: Source, offset: number, size: number): Promise<Pdb | undefined> => {
  const bytes = await source.bytes(offset, Math.min(size, 24 + TEXT_MAX));
  if (bytes === undefined) {
    source.report('pe/bad-debug-directory', offset, 'a CodeView record lies outside the file');
    return undefined;
  }
  const at = fieldsOf(bytes, true);
  if (bytes.length < 24 || at.u32(0) !== RSDS) return undefined;
  return { guid: guidOf(bytes.subarray(4, 20)), age: at.u32(20), path: textIn(bytes, 24) };
};

/** The debug directory: which PDB belongs to this file, and whether the linker says that it was built reproducibly. */
export const readDebug = async (
  source: Source,
  header: PeHeader,
  directory: Directory | undefined,
): Promise<{ readonly pdb?: Pdb; readonly reproducible: boolean }> => {
  if (directory === undefined || directory.address === 0) return { reproducible: false };
  const offset = offsetOf(header, directory.address);
  const rows = Math.min(Math.floor(directory.size / ROW), ROWS_MAX);
  const bytes = offset === undefined ? undefined : await source.bytes(offset, rows * ROW);
  if (bytes === undefined) {
    source.report('pe/bad-debug-directory', offset ?? 0, 'the debug directory lies outside the file');
    return { reproducible: false };
  }
  const at = fieldsOf(bytes, true);
  let pdb: Pdb | undefined;
  let reproducible = false;
  for (let base = 0; base < bytes.length; base += ROW) {
    const type = at.u32(base + 12);
    if (type === REPRO) reproducible = true;
    if (type === CODEVIEW) pdb ??= await readPdb(source, at.u32(base + 24), at.u32(base + 16));
  }
  return { reproducible, ...(pdb === undefined ? {} : { pdb }) };
};
