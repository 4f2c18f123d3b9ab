import { Buffer } from 'node:buffer';
import { applySplices } from '@custody/findings';
import { readRequirementsFile, readToml } from '@custody/python';
import { sameVersion } from '../fix/graph.ts';
import { differences } from './compare.ts';
import { type PyprojectItem, pyprojectItems } from './pyproject-items.ts';
import { inBytes, type TextSplice } from './splice.ts';
import { textOf } from './text.ts';
import { editKey, type FileEdit, refused, type VersionEdit } from './types.ts';

type Found = { readonly edit: VersionEdit; readonly splices: readonly TextSplice[]; readonly text: string };

/** The pins of one item that are to go; a sentence where they cannot be replaced. */
const editItem = (
  path: string,
  item: PyprojectItem,
  edits: ReadonlyMap<string, readonly VersionEdit[]>,
): Found | string | undefined => {
  const bytes = Buffer.from(item.text);
  const read = readRequirementsFile(bytes);
  const entry = read.kind === 'requirements' && read.entries.length === 1 ? read.entries[0] : undefined;
  if (entry?.kind !== 'requirement') return undefined;
  for (const edit of edits.get(entry.requirement.name) ?? []) {
    const tokens = entry
      .tokens()
      .clauses.flatMap(({ operator, version }) =>
        (operator.text === '==' || operator.text === '===') && sameVersion(version.text, edit.from)
          ? [version]
          : [],
      );
    if (tokens.length === 0) continue;
    const { range } = item;
    if (range === undefined)
      return `${path}, line ${item.line}: the text that pins ${edit.name} has escapes or several lines`;
    const places = tokens.map((token) => ({
      start: bytes.subarray(0, token.range.start).toString().length,
      end: bytes.subarray(0, token.range.end).toString().length,
    }));
    let text = item.text;
    for (const { start, end } of places.toReversed()) text = text.slice(0, start) + edit.to + text.slice(end);
    return {
      edit,
      text,
      splices: places.map(({ start, end }) => ({
        start: range.start + start,
        end: range.start + end,
        text: edit.to,
      })),
    };
  }
  return undefined;
};

/**
 * Puts versions in the place of others where the arrays of a pyproject.toml pin them (PEP 621, 735, 518). Every other byte stays;
 * what was written is read again and must differ by that alone.
 */
export const editPyproject = async (
  path: string,
  bytes: Uint8Array,
  edits: readonly VersionEdit[],
): Promise<FileEdit> => {
  const text = textOf(bytes);
  if (text === undefined) return refused(`${path} is not UTF-8.`);
  const read = await pyprojectItems(text);
  if (read.kind === 'unreadable') return refused(`${path}: ${read.reason}.`);
  const byName = Map.groupBy(edits, ({ name }) => name);
  const splices: TextSplice[] = [];
  const made = new Set<string>();
  const wanted: string[] = [];
  for (const item of read.items) {
    const found = editItem(path, item, byName);
    if (typeof found === 'string') return refused(`${found}.`);
    if (found === undefined) continue;
    splices.push(...found.splices);
    made.add(editKey(found.edit));
    wanted.push(JSON.stringify([item.text, found.text]));
  }
  const changes = inBytes(text, splices);
  const after = textOf(applySplices(bytes, changes));
  const [old, now] = [
    readToml(text.replace(/^\ufeff/, '')),
    readToml((after ?? '\0').replace(/^\ufeff/, '')),
  ];
  const said =
    old.kind === 'table' && now.kind === 'table'
      ? differences(Object.fromEntries(old.table), Object.fromEntries(now.table)).map((one) =>
          JSON.stringify([one.before, one.after]),
        )
      : undefined;
  return said !== undefined && JSON.stringify(said.sort()) === JSON.stringify(wanted.sort())
    ? { kind: 'edited', splices: changes, made }
    : refused(`${path}: after the edit it would not say what it should; nothing is written.`);
};
