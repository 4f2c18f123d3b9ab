import type { SourceFile } from '../repository/source.ts';
import type { ByteRange } from '../types.ts';
import { specOf, specsOfList, toolSpecOf } from './spec.ts';
import { type Asked, longName, takesValue } from './tools.ts';
import type { InstallOption, InstallSpec } from './types.ts';
import type { Argument } from './words.ts';

/** What is needed to say where arguments stand, and which files they mean. */
export type ReadContext = {
  readonly file: SourceFile;
  readonly place: (start: number, end: number) => ByteRange;
  readonly meant: (path: string) => string | undefined;
};

type Reading = { readonly specs: InstallSpec[]; readonly options: InstallOption[] };

/** An option's value: the rest of its own argument, or the next one. */
type Value = Pick<Argument, 'text' | 'known' | 'range'>;

const FILES: ReadonlyMap<string, Extract<InstallSpec, { kind: 'file' }>['of']> = new Map([
  ['--requirement', 'requirements'],
  ['--constraint', 'constraints'],
  ['--build-constraint', 'build-constraints'],
]);

const fileSpec = (
  of: Extract<InstallSpec, { kind: 'file' }>['of'],
  { text, range }: Value,
  { meant }: ReadContext,
): InstallSpec => {
  const path = meant(text);
  return { kind: 'file', of, text, range, ...(path !== undefined && { path }) };
};

const attached = ({ text, start, range, known }: Argument, from: number, { place }: ReadContext): Value => ({
  text: text.slice(from),
  known,
  range: start === undefined ? range : place(start + from, start + text.length),
});

const take = (
  { specs, options }: Reading,
  asked: Asked,
  name: string,
  argument: Argument,
  value: Value | undefined,
  context: ReadContext,
): void => {
  const { file } = context;
  const files = FILES.get(name);
  if (value !== undefined && files !== undefined) specs.push(fileSpec(files, value, context));
  else if (value !== undefined && name === '--editable') specs.push(specOf(value, true));
  else if (value !== undefined && (name === '--with' || name === '--from' || name === '--spec'))
    if (asked.tool === 'uv' || asked.tool === 'pipx')
      // `poetry install --with docs` names a group.
      specs.push(...specsOfList(value));
  const end = value === undefined ? argument.range : value.range;
  options.push({
    name,
    known: value === undefined || value.known,
    file,
    range: { start: Math.min(argument.range.start, end.start), end: Math.max(argument.range.end, end.end) },
    ...(value !== undefined && { value: value.text, valueRange: value.range }),
    from: 'command',
  });
};

/** Arguments of one command, above which the rest is passed over. */
const MOST = 2000;

/** What the arguments of a command say: what it names, and its options. */
export const readArguments = (asked: Asked, given: readonly Argument[], context: ReadContext): Reading => {
  const reading: Reading = { specs: [], options: [] };
  const { tool, operands } = asked;
  let seen = 0;
  let plain = false;
  for (let at = 0; at < Math.min(given.length, MOST); at += 1) {
    const argument = given[at];
    if (argument === undefined) break;
    const { text } = argument;
    if (text === '--' && !plain) {
      plain = true;
      continue;
    }
    if (!plain && text.startsWith('-') && text !== '-') {
      const long = text.startsWith('--');
      const mark = long ? text.indexOf('=') : text.length > 2 && takesValue(tool, text.slice(0, 2)) ? 2 : -1;
      const written = mark === -1 ? text : text.slice(0, mark);
      const valued = takesValue(tool, written);
      const value =
        mark !== -1
          ? attached(argument, long || text[mark] === '=' ? mark + 1 : mark, context)
          : valued
            ? given[(at += 1)]
            : undefined;
      take(reading, asked, longName(tool, written), argument, value, context);
      continue;
    }
    seen += 1;
    const other = reading.options.some(({ name }) => name === '--from' || name === '--spec');
    if (operands === 'none' || (operands === 'first' && (seen > 1 || other))) {
      // What follows is for the program that is run.
      if (operands === 'none' || asked.verb === 'run') break;
      continue;
    }
    if (operands === 'but-first' && seen === 1) continue;
    reading.specs.push(operands === 'first' ? toolSpecOf(argument) : specOf(argument));
    if (operands === 'first' && asked.verb === 'run') break;
  }
  return reading;
};
