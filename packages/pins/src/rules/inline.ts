import type { Finding } from '@custody/findings';
import type { SourceFile } from '../repository/source.ts';
import type { Place } from './rule.ts';

/** A comment `# custody: ignore[area/rule] reason` in a file of the judged tree: data, obeyed only where the invoker's policy says so. */
export type InlineIgnore = {
  readonly path: string;
  /** From 1: the line whose findings it speaks of. A comment on a line of its own speaks of the next one. */
  readonly line: number;
  readonly rules: readonly string[];
  /** Absent: none is given, and the comment has no effect. */
  readonly reason?: string;
  readonly place: Place;
};

const MARK = 'custody: ignore';
const FORM = /(^|[ \t])#[ \t]*custody: ignore\[([a-z0-9/*,\- \t]{1,400})\][ \t]*([^\r\n]{0,500})/;

const ignoreAt = (file: SourceFile, start: number, end: number, line: number): InlineIgnore | undefined => {
  const text = file.text.slice(start, end);
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [all, lead = '', rules = '', rest = ''] = match;
  const from = start + match.index + lead.length;
  const alone = text.slice(0, match.index).trim() === '';
  const reason = rest.replace(/^[-:–— \t]+/, '').trim();
  return {
    path: file.path,
    line: alone ? line + 1 : line,
    rules: rules
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    ...(reason !== '' && { reason }),
    place: { file, range: file.rangeOf(from, start + match.index + all.length) },
  };
};

/** More than these in one file are not obeyed: each finding is held against all of them. */
const MOST = 1_000;

const NONE: readonly InlineIgnore[] = [];
const READ = new WeakMap<SourceFile, readonly InlineIgnore[]>();

const readIgnores = (file: SourceFile): readonly InlineIgnore[] => {
  const { text } = file;
  const found: InlineIgnore[] = [];
  let line = 1;
  for (let start = 0; start <= text.length; line += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const one = ignoreAt(file, start, end, line);
    if (one !== undefined) found.push(one);
    if (found.length === MOST) break;
    start = end + 1;
  }
  return found;
};

/** The inline ignores of a file, in order. */
export const inlineIgnores = (file: SourceFile): readonly InlineIgnore[] => {
  const known = READ.get(file);
  if (known !== undefined) return known;
  const found = file.text.includes(MARK) ? readIgnores(file) : NONE;
  READ.set(file, found);
  return found;
};

const speaksOf = ({ rules, line, reason }: InlineIgnore, { rule, locations }: Finding): boolean => {
  const [{ position }] = locations;
  if (reason === undefined || position?.kind !== 'text' || position.line !== line) return false;
  return rules.some((one) => one === rule.id || (one.endsWith('/*') && rule.id.startsWith(one.slice(0, -1))));
};

/** The ignore that speaks of a finding, among those of the file it stands in; one without a reason speaks of none. */
export const ignoredInline = (finding: Finding, ignores: readonly InlineIgnore[]): InlineIgnore | undefined =>
  ignores.find((one) => speaksOf(one, finding));
