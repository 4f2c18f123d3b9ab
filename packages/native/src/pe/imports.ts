import { type Fields, fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import { textAt } from '../bytes/text.ts';
import { type Directory, offsetOf, type PeHeader } from './header.ts';

const IMPORT = { size: 20, max: 4096 };
const DELAY_IMPORT = { size: 32, max: 4096 };

/** The name at a relative virtual address, or nothing where that is a lie, which is reported. */
const nameAt = async (
  source: Source,
  header: PeHeader,
  address: number,
  from: number,
  what: string,
): Promise<string | undefined> => {
  const offset = offsetOf(header, address);
  if (offset === undefined) {
    source.report('pe/unmapped-address', from, `${what} lies in no section`);
    return undefined;
  }
  return textAt(source, offset, what, 'pe');
};

const readRows = async (
  source: Source,
  header: PeHeader,
  directory: Directory | undefined,
  shape: { readonly size: number; readonly max: number },
  what: string,
  nameOf: (row: Fields) => number,
): Promise<readonly string[]> => {
  if (directory === undefined || directory.address === 0) return [];
  const start = offsetOf(header, directory.address);
  const names: string[] = [];
  for (let index = 0; index < shape.max; index++) {
    const offset = start === undefined ? -1 : start + index * shape.size;
    const bytes = await source.bytes(offset, shape.size);
    if (bytes === undefined) {
      source.report(
        'pe/bad-import-table',
        Math.max(offset, 0),
        `the table of ${what}s lies outside the file`,
      );
      return names;
    }
    const address = nameOf(fieldsOf(bytes, true));
    if (address === 0) return names;
    const name = await nameAt(source, header, address, offset, what);
    if (name !== undefined) names.push(name);
  }
  source.report('pe/bad-import-table', start ?? 0, `only the first ${shape.max} ${what}s are listed`);
  return names;
};

/** Names of the libraries in the import table; a row without a name ends it. */
export const readImports = (
  source: Source,
  header: PeHeader,
  directory: Directory | undefined,
): Promise<readonly string[]> =>
  readRows(source, header, directory, IMPORT, 'imported library', (row) => row.u32(12));

/** Names in the delay-load table; old linkers wrote virtual addresses there instead of relative ones. */
export const readDelayImports = (
  source: Source,
  header: PeHeader,
  directory: Directory | undefined,
): Promise<readonly string[]> =>
  readRows(source, header, directory, DELAY_IMPORT, 'delay-loaded library', (row) => {
    const address = row.u32(4);
    return address === 0 || row.u32(0) % 2 === 1 ? address : Math.max(address - header.imageBase, 0);
  });

/** The name that the export table gives to the library. */
export const readExportName = async (
  source: Source,
  header: PeHeader,
  directory: Directory | undefined,
): Promise<string | undefined> => {
  if (directory === undefined || directory.address === 0) return undefined;
  const offset = offsetOf(header, directory.address);
  const bytes = offset === undefined ? undefined : await source.bytes(offset, 40);
  if (offset === undefined || bytes === undefined) {
    source.report('pe/bad-export-table', offset ?? 0, 'the export table lies outside the file');
    return undefined;
  }
  return nameAt(source, header, fieldsOf(bytes, true).u32(12), offset, 'the export name');
};
