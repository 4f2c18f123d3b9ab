import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import { textAt } from '../bytes/text.ts';
import type { Dynamic } from './dynamic.ts';
import type { ElfHeader } from './header.ts';

const ROWS_MAX = 65_536;
const VER_FLG_BASE = 1;

type Need = { readonly file: string; readonly versions: readonly string[] };

const nameAt = async (source: Source, dynamic: Dynamic, at: number): Promise<string | undefined> => {
  const { strings } = dynamic;
  if (strings === undefined || at >= strings.size) {
    source.report('elf/bad-string', strings?.offset ?? 0, 'a version name lies outside the string table');
    return undefined;
  }
  return textAt(source, strings.offset + at, 'a version name', 'elf');
};

const outside = (source: Source, offset: number): void =>
  source.report('elf/bad-version-table', offset, 'a row of a version table lies outside the file');

/** Versions required of other libraries (gABI "Version Dependencies"). Rows link forward only, so a chain ends. */
export const readVersionNeeds = async (
  source: Source,
  header: ElfHeader,
  dynamic: Dynamic,
): Promise<readonly Need[]> => {
  const table = dynamic.versionNeeds;
  if (table === undefined) return [];
  const needs: Need[] = [];
  let rows = 0;
  let offset = table.offset;
  for (let index = 0; index < table.count; index++) {
    const bytes = await source.bytes(offset, 16);
    if (bytes === undefined) {
      outside(source, offset);
      return needs;
    }
    const at = fieldsOf(bytes, header.little);
    const file = await nameAt(source, dynamic, at.u32(4));
    const versions: string[] = [];
    let aux = offset + at.u32(8);
    for (let left = at.u16(2); left > 0; left--) {
      const auxBytes = await source.bytes(aux, 16);
      if (++rows > ROWS_MAX || auxBytes === undefined) {
        outside(source, aux);
        return needs;
      }
      const auxAt = fieldsOf(auxBytes, header.little);
      const version = await nameAt(source, dynamic, auxAt.u32(8));
      if (version !== undefined) versions.push(version);
      const next = auxAt.u32(12);
      if (next === 0) break;
      aux += next;
    }
    if (file !== undefined) needs.push({ file, versions });
    const next = at.u32(12);
    if (next === 0) break;
    if (++rows > ROWS_MAX) {
      outside(source, offset);
      return needs;
    }
    offset += next;
  }
  return needs;
};

/** Versions that this library defines, without the base one, which repeats its name (gABI "Version Definitions"). */
export const readVersionDefinitions = async (
  source: Source,
  header: ElfHeader,
  dynamic: Dynamic,
): Promise<readonly string[]> => {
  const table = dynamic.versionDefinitions;
  if (table === undefined) return [];
  const names: string[] = [];
  let offset = table.offset;
  for (let index = 0; index < Math.min(table.count, ROWS_MAX); index++) {
    const bytes = await source.bytes(offset, 20);
    if (bytes === undefined) {
      outside(source, offset);
      return names;
    }
    const at = fieldsOf(bytes, header.little);
    const aux = await source.bytes(offset + at.u32(12), 8);
    if (aux === undefined) {
      outside(source, offset);
      return names;
    }
    if (at.u16(2) % 2 !== VER_FLG_BASE) {
      const name = await nameAt(source, dynamic, fieldsOf(aux, header.little).u32(0));
      if (name !== undefined) names.push(name);
    }
    const next = at.u32(16);
    if (next === 0) break;
    offset += next;
  }
  return names;
};
