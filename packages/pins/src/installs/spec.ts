import { parseRequirement } from '@custody/python';
import type { Argument } from './words.ts';
import type { InstallSpec } from './types.ts';

const ARCHIVE = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2|tar\.xz)(?:\[[^\]]*\])?$/i;

/** More than any requirement or path that people write. */
const LONGEST = 2000;

const isPath = (text: string): boolean =>
  /^[./~{]|^\*|^[A-Za-z]:[\\/]|[/\\]/.test(text) || ARCHIVE.test(text);

/** What an argument of an installer names. Text only: nothing is looked at. */
export const specOf = (
  { text: whole, known, range }: Pick<Argument, 'text' | 'known' | 'range'>,
  editable = false,
): InstallSpec => {
  const text = whole.trim();
  const written = { text, range };
  if (text.length > LONGEST) return { ...written, kind: 'unknown' };
  const vcs = /^(?:git|hg|svn|bzr)\+/i.test(text);
  if (vcs || /^https?:\/\//i.test(text))
    return { ...written, kind: 'address', scheme: vcs ? 'vcs' : 'url', url: text };
  if (/^file:/i.test(text)) return { ...written, kind: 'local', editable, archive: ARCHIVE.test(text) };
  const at = known ? text : text.replace(/\$\{\{[^}]*\}\}/g, '');
  const direct = /^[\w.-]+(?:\s*\[[^\]]*\])?\s*@\s*[a-z+]+:/i.test(text);
  if (!direct && isPath(at)) return { ...written, kind: 'local', editable, archive: ARCHIVE.test(text) };
  if (!known) return { ...written, kind: 'unknown' };
  const requirement = parseRequirement(text);
  if (requirement.kind === 'invalid') return { ...written, kind: 'unknown' };
  if (requirement.target.kind === 'versions') return { ...written, kind: 'requirement', requirement };
  const { url } = requirement.target;
  if (/^file:/i.test(url)) return { ...written, kind: 'local', editable, archive: ARCHIVE.test(url) };
  const scheme = /^(?:git|hg|svn|bzr)\+/i.test(url) ? 'vcs' : 'url';
  return { ...written, kind: 'address', scheme, url };
};

/** What `uvx` and `uv tool` take: `name@1.2`, `name@latest`, or what pip takes. */
export const toolSpecOf = (argument: Argument): InstallSpec => {
  const match = /^([A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?)@([\w.+!-]+)$/.exec(argument.text);
  if (match === null || !argument.known) return specOf(argument);
  const [text, name = '', version = ''] = match;
  const requirement = parseRequirement(version === 'latest' ? name : `${name}==${version}`);
  return requirement.kind === 'invalid'
    ? { kind: 'unknown', text, range: argument.range }
    : { kind: 'requirement', text, range: argument.range, requirement };
};

/** Several requirements in one value, parted by commas (`uv run --with a,b`). */
export const specsOfList = (argument: Argument): readonly InstallSpec[] => {
  const whole = specOf(argument);
  if (whole.kind !== 'unknown' || !argument.known || !argument.text.includes(',')) return [whole];
  return argument.text
    .split(',')
    .slice(0, 100)
    .map((text) => specOf({ ...argument, text }));
};
