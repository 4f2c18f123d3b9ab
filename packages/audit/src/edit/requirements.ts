import { Buffer } from 'node:buffer';
import { applySplices } from '@custody/findings';
import {
  markerText,
  readRequirementsFile,
  type RequirementsEntry,
  type RequirementsOption,
} from '@custody/python';
import { sameVersion } from '../fix/graph.ts';
import type { IndexData } from '../index-data/index.ts';
import { filesOfEdit, regenerated } from './hashes.ts';
import { editKey, type FileEdit, refused, type Splice, type VersionEdit } from './types.ts';

type Entry = Extract<RequirementsEntry, { kind: 'requirement' }>;

/** Characters of ASCII in a file's encoding, and the other way. */
type Coding = {
  readonly encode: (ascii: string) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => string;
};

const swapped = (bytes: Uint8Array): Buffer => Buffer.from(bytes).swap16();

const codingOf = (encoding: string): Coding => {
  if (encoding === 'utf-16le')
    return {
      encode: (ascii) => Buffer.from(ascii, 'utf16le'),
      decode: (bytes) => Buffer.from(bytes).toString('utf16le'),
    };
  if (encoding === 'utf-16be')
    return {
      encode: (ascii) => swapped(Buffer.from(ascii, 'utf16le')),
      decode: (bytes) => swapped(bytes).toString('utf16le'),
    };
  return {
    encode: (ascii) => Buffer.from(ascii, 'latin1'),
    decode: (bytes) => Buffer.from(bytes).toString('latin1'),
  };
};

type File = { readonly path: string; readonly bytes: Uint8Array; readonly coding: Coding };

/** The end of a text as far as it only parts words: white space, and line ends that a backslash joins. Linear. */
const partingEnd = (text: string): string => {
  let at = text.length;
  for (;;) {
    const last = text[at - 1];
    if (last === ' ' || last === '\t' || last === '\f') at -= 1;
    else if (last === '\n' || last === '\r') {
      const end = text.endsWith('\r\n', at) ? at - 2 : at - 1;
      if (text[end - 1] !== '\\') return text.slice(at);
      at = end - 1;
    } else return text.slice(at);
  }
};

const rawOf = ({ bytes, coding }: File, { start, end }: { start: number; end: number }): string =>
  coding.decode(bytes.subarray(start, end));

/** Which clauses pin the version that is to go, by position. */
const pinsOf = (entry: Entry, { name, from }: VersionEdit): readonly number[] =>
  entry.requirement.name !== name
    ? []
    : entry
        .tokens()
        .clauses.flatMap(({ operator, version }, at) =>
          (operator.text === '==' || operator.text === '===') && sameVersion(version.text, from) ? [at] : [],
        );

const hashOptions = ({ options }: Entry): readonly RequirementsOption[] =>
  options.filter(({ name }) => name === '--hash');

/** New hashes in the place of the old, parted as those were. A sentence where that cannot be done. */
const hashSplice = async (
  file: File,
  entry: Entry,
  edit: VersionEdit,
  index: Pick<IndexData, 'files'>,
): Promise<{ readonly splice: Splice; readonly hashes: readonly string[] } | string | undefined> => {
  const options = hashOptions(entry);
  const [first, second] = options;
  const last = options.at(-1);
  if (first?.value === undefined || last === undefined) return undefined;
  const where = `${file.path}, line ${entry.line}`;
  for (const [at, option] of options.entries()) {
    const next = options[at + 1];
    if (next === undefined) continue;
    const between = rawOf(file, { start: option.range.end, end: next.range.start });
    if (partingEnd(between) !== between)
      return `${where}: something stands between the hashes of ${edit.name}`;
  }
  const files = await filesOfEdit(index, edit);
  if (typeof files === 'string') return `${where}: ${files}`;
  const hashes = regenerated(
    files,
    options.map(({ value }) => value?.text ?? ''),
    edit,
  );
  if (typeof hashes === 'string') return `${where}: ${hashes}`;
  const ahead = rawOf(file, { start: entry.range.start, end: (second ?? first).range.start });
  const parting = partingEnd(ahead) || ' ';
  const prefix = rawOf(file, { start: first.range.start, end: first.value.range.start });
  const text = hashes.map((hash) => `${prefix}${hash}`).join(parting);
  return {
    splice: { start: first.range.start, end: last.range.end, bytes: file.coding.encode(text) },
    hashes,
  };
};

/** What a line says, whatever way it is written: to be compared before and after. */
const gistOf = (entry: RequirementsEntry): unknown =>
  entry.kind !== 'requirement'
    ? [entry.kind, entry.text]
    : {
        name: entry.requirement.writtenName,
        extras: entry.requirement.extras,
        marker: entry.requirement.marker === undefined ? '' : markerText(entry.requirement.marker),
        clauses: entry.tokens().clauses.map(({ operator, version }) => `${operator.text}${version.text}`),
        url: entry.tokens().url?.text,
        hashes: hashOptions(entry).map(({ value }) => value?.text),
        options: entry.options
          .filter(({ name }) => name !== '--hash')
          .map(({ name, value }) => [name, value?.text]),
      };

type Edited = { readonly splices: readonly Splice[]; readonly gist: unknown };

const editEntry = async (
  file: File,
  entry: Entry,
  edit: VersionEdit,
  index: Pick<IndexData, 'files'>,
): Promise<Edited | string | undefined> => {
  const pins = pinsOf(entry, edit);
  if (pins.length === 0) return undefined;
  const splices: Splice[] = [];
  for (const at of pins) {
    const token = entry.tokens().clauses[at]?.version;
    if (token === undefined || rawOf(file, token.range) !== token.text)
      return `${file.path}, line ${entry.line}: the version of ${edit.name} is not written in one piece`;
    splices.push({ ...token.range, bytes: file.coding.encode(edit.to) });
  }
  const hashed = await hashSplice(file, entry, edit, index);
  if (typeof hashed === 'string') return hashed;
  if (hashed !== undefined) splices.push(hashed.splice);
  const gist = gistOf(entry) as { readonly clauses: readonly string[] };
  return {
    splices,
    gist: {
      ...gist,
      clauses: gist.clauses.map((clause, at) =>
        pins.includes(at) ? `${entry.tokens().clauses[at]?.operator.text ?? ''}${edit.to}` : clause,
      ),
      ...(hashed === undefined ? {} : { hashes: hashed.hashes }),
    },
  };
};

/**
 * Puts versions in the place of others in a requirements or constraints file: the version of each pin, and with it all of its hashes,
 * which come from the index. Every other byte stays. What was written is read again and must say the same but for that.
 */
export const editRequirements = async (
  path: string,
  bytes: Uint8Array,
  edits: readonly VersionEdit[],
  index: Pick<IndexData, 'files'>,
): Promise<FileEdit> => {
  const reading = readRequirementsFile(bytes);
  if (reading.kind === 'unreadable') return refused(`${path}: ${reading.reason}.`);
  const file: File = { path, bytes, coding: codingOf(reading.encoding) };
  const byName = Map.groupBy(edits, ({ name }) => name);
  const splices: Splice[] = [];
  const made = new Set<string>();
  const expected: unknown[] = [];
  for (const entry of reading.entries) {
    let gist = gistOf(entry);
    for (const edit of entry.kind === 'requirement' ? (byName.get(entry.requirement.name) ?? []) : []) {
      const edited = entry.kind === 'requirement' ? await editEntry(file, entry, edit, index) : undefined;
      if (typeof edited === 'string') return refused(`${edited}.`);
      if (edited === undefined) continue;
      made.add(editKey(edit));
      splices.push(...edited.splices);
      gist = edited.gist;
      break;
    }
    expected.push(gist);
  }
  splices.sort((a, b) => a.start - b.start);
  const again = readRequirementsFile(applySplices(bytes, splices));
  const after = again.kind === 'requirements' ? again.entries.map(gistOf) : [];
  return JSON.stringify(after) === JSON.stringify(expected)
    ? { kind: 'edited', splices, made }
    : refused(`${path}: after the edit it would not say what it should; nothing is written.`);
};
