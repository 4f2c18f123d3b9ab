import { parseRequirement } from '../requirement/parse.ts';
import type { Requirement } from '../requirement/types.ts';
import { isArchiveName, readAddress } from './address.ts';
import { decodeRequirements, type DecodedText } from './decode.ts';
import { type LogicalLine, logicalLines, sourceAt } from './logical.ts';
import { type FoundOption, isOfRequirement, readOptions } from './options.ts';
import { splitWords } from './shell.ts';
import { type Piece, piecesOf } from './tokens.ts';
import type {
  ByteRange,
  RequirementsAddress,
  RequirementsEntry,
  RequirementsFileReading,
  RequirementsOption,
  RequirementsProblem,
  RequirementsToken,
  RequirementTokens,
} from './types.ts';

export type ReadRequirementsOptions = {
  /** Values of `${VARIABLES}`. The environment is never asked. */
  readonly variables?: ReadonlyMap<string, string>;
};

/** More than any requirements file has. */
const MAX_BYTES = 16 * 1024 * 1024;

/** pip's "strong hashes", and the digits that each has. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** Why `--hash=…` is no hash; undefined where it is one. */
const hashFault = (text: string): string | undefined => {
  const colon = text.indexOf(':');
  const digits = colon === -1 ? undefined : DIGITS.get(text.slice(0, colon));
  if (digits === undefined)
    return 'pip refuses the whole file for this: it takes hashes by sha256, sha384 or sha512.';
  const digest = text.slice(colon + 1);
  return digest.length === digits && /^[0-9a-fA-F]+$/.test(digest)
    ? undefined
    : `No file has this hash: it is not ${digits} hexadecimal digits.`;
};

/** One logical line, with what is needed to say where its parts stand. */
type Reader = {
  readonly line: LogicalLine;
  readonly range: (piece: Piece) => ByteRange;
  readonly token: (piece: Piece) => RequirementsToken;
  readonly problem: (message: string, piece: Piece) => void;
};

const readerOf = (line: LogicalLine, text: DecodedText, problems: RequirementsProblem[]): Reader => {
  const range = ({ start, end }: Piece): ByteRange => ({
    start: text.byteAt(sourceAt(line, start)),
    end: text.byteAt(end > start ? sourceAt(line, end - 1, true) : sourceAt(line, start)),
  });
  return {
    line,
    range,
    token: (piece) => ({ text: line.text.slice(piece.start, piece.end), range: range(piece) }),
    problem: (message, piece) => problems.push({ message, line: line.line, range: range(piece) }),
  };
};

const optionOf = ({ range }: Reader, { name, start, end, value }: FoundOption): RequirementsOption => ({
  name,
  range: range({ start, end }),
  ...(value === undefined ? {} : { value: { text: value.text, range: range(value) } }),
});

const tokensOf = ({ token }: Reader, text: string): RequirementTokens => {
  const { name, extras, versions, clauses, url, marker } = piecesOf(text, 0);
  return {
    name: token(name),
    clauses: clauses.map(({ operator, version }) => ({ operator: token(operator), version: token(version) })),
    ...(extras === undefined ? {} : { extras: token(extras) }),
    ...(versions === undefined ? {} : { versions: token(versions) }),
    ...(url === undefined ? {} : { url: token(url) }),
    ...(marker === undefined ? {} : { marker: token(marker) }),
  };
};

const addressOf = (
  { range }: Reader,
  text: string,
  piece: Piece,
  editable: boolean,
): RequirementsAddress | undefined => {
  const read = readAddress(text, editable);
  if (read === undefined) return undefined;
  const { length, ...address } = read;
  // A quoted value is not what stands there letter by letter: then the whole of it is meant.
  const end = piece.end - piece.start === text.length ? piece.start + length : piece.end;
  return { ...address, address: { text: text.slice(0, length), range: range({ start: piece.start, end }) } };
};

type Kind<K extends RequirementsEntry['kind']> = Extract<RequirementsEntry, { kind: K }>;
type Told =
  | Pick<Kind<'address' | 'editable'>, 'kind' | 'address'>
  | Pick<Kind<'include'>, 'kind' | 'of' | 'target'>
  | Pick<Kind<'options'>, 'kind'>
  | Pick<Kind<'malformed'>, 'kind' | 'reason'>;

const readRequirementText = (reader: Reader, text: string): Told | Requirement => {
  const requirement = parseRequirement(text);
  // A file beside this one may have a name that could be a project's.
  if (requirement.kind === 'ok' && !isArchiveName(requirement.writtenName)) return requirement;
  const address = addressOf(reader, text, { start: 0, end: text.length }, false);
  if (address !== undefined) return { kind: 'address', address };
  const why = requirement.kind === 'ok' ? 'it is the name of an archive.' : requirement.problems[0].message;
  return { kind: 'malformed', reason: `It is no requirement: ${why}` };
};

/** What a line without requirement does: of several things that it asks for, pip does one. */
const readOptionLine = (reader: Reader, options: readonly FoundOption[]): Told => {
  const wanted = ['--editable', '--requirement', '--constraint'].flatMap((name) =>
    options.filter((option) => option.name === name),
  );
  const [first, ...others] = wanted;
  for (const other of others)
    reader.problem(`pip passes over ${other.name} here: one on a line is what it follows.`, other);
  if (first?.value === undefined) return { kind: 'options' };
  const { value } = first;
  const target = { text: value.text, range: reader.range(value) };
  if (first.name !== '--editable')
    return { kind: 'include', of: first.name === '--requirement' ? 'requirements' : 'constraints', target };
  const address = addressOf(reader, value.text, value, true);
  return address === undefined
    ? { kind: 'malformed', reason: '-e names neither a path nor a repository.' }
    : { kind: 'editable', address };
};

const optionsStart = (text: string): number => {
  if (text.startsWith('-')) return 0;
  // Spaces part words here, and nothing else: so pip does it.
  const at = text.indexOf(' -');
  return at === -1 ? text.length : at + 1;
};

type Base = Pick<RequirementsEntry, 'line' | 'range' | 'text' | 'variables'>;

const entryOf = (
  reader: Reader,
  { line, range, text, variables }: Base,
  options: readonly RequirementsOption[],
  written: string,
): RequirementsEntry => {
  const told = readRequirementText(reader, written);
  if (told.kind !== 'ok') return { line, range, text, variables, options, ...told };
  return {
    line,
    range,
    text,
    variables,
    options,
    kind: 'requirement',
    requirement: told,
    tokens: () => tokensOf(reader, written),
  };
};

const NO_OPTIONS: readonly never[] = [];

const readLine = (reader: Reader): RequirementsEntry => {
  const { line, range, problem } = reader;
  const { text, variables } = line;
  const start = optionsStart(text);
  const base = { line: line.line, range: range({ start: 0, end: text.length }), text, variables };
  if (start === text.length) return entryOf(reader, base, NO_OPTIONS, text.trimEnd());
  const { words, fault } = splitWords(text, start);
  const found = readOptions(words);
  const options = found.options.map((option) => optionOf(reader, option));
  const refusal = fault ?? found.fault;
  const whole = { start, end: text.length };
  if (refusal !== undefined) problem(`pip refuses the whole file for this: ${refusal}.`, whole);
  for (const word of found.loose)
    if (refusal === undefined) problem('pip passes over what stands here among the options.', word);
  for (const option of found.options) {
    const wrong = option.name === '--hash' ? hashFault(option.value?.text ?? '') : undefined;
    if (wrong !== undefined) problem(wrong, option);
  }
  if (start === 0) {
    const lost = found.options.filter(({ name }) => isOfRequirement(name));
    for (const option of lost)
      problem(`${option.name} belongs to no requirement: pip passes over it.`, option);
    const told: Told =
      refusal === undefined
        ? readOptionLine(reader, found.options)
        : { kind: 'malformed', reason: `It cannot be read: ${refusal}.` };
    return { ...base, options, ...told };
  }
  for (const option of found.options)
    if (!isOfRequirement(option.name))
      problem(`pip passes over ${option.name} beside a requirement: it needs a line of its own.`, option);
  return entryOf(reader, base, options, text.slice(0, start).trimEnd());
};

/**
 * Reads a requirements or constraints file as pip does: every logical line that says something is one entry, with the bytes that each
 * of its parts stands for. Nothing that it names is opened, no variable is taken from the environment. Never throws; linear.
 * pip, "Requirements File Format"; dependency specifiers (PEP 508); PEP 263.
 */
export const readRequirementsFile = (
  bytes: Uint8Array,
  { variables = new Map() }: ReadRequirementsOptions = {},
): RequirementsFileReading => {
  if (bytes.length > MAX_BYTES)
    return { kind: 'unreadable', reason: `it has ${bytes.length} bytes; at most ${MAX_BYTES} are read` };
  const text = decodeRequirements(bytes);
  if (text.kind === 'unreadable') return text;
  const problems: RequirementsProblem[] = [];
  const entries: RequirementsEntry[] = [];
  for (const line of logicalLines(text.text, variables))
    entries.push(readLine(readerOf(line, text, problems)));
  return { kind: 'requirements', encoding: text.encoding, entries, problems };
};
