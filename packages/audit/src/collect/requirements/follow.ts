import { type RequirementsEntry, type RequirementsReading, readRequirementsFile } from '@custody/python';
import type { CollectPorts, CollectProblem } from '../types.ts';

/** Files that are read for one input, and how deep they may name each other. */
const MOST_FILES = 1000;
const DEEPEST = 32;
const MOST_BYTES = 64 * 1024 * 1024;

/** An entry, the file it stands in, and whether it only constrains what others ask for. */
export type Followed = {
  readonly file: string;
  readonly constraint: boolean;
  readonly entry: RequirementsEntry;
  /** Why another file that it names was not read, as a clause. */
  readonly notRead?: string;
};

/** The path that a file means by another's name; the reason where it may not be read. */
export const resolveInclude = (
  from: string,
  target: string,
): { readonly path: string } | { readonly reason: string } => {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return { reason: 'it is a URL, and nothing is fetched' };
  if (target.startsWith('/') || target.startsWith('\\') || target.startsWith('~'))
    return { reason: 'it is an absolute path, which leads out of the tree' };
  if (/[\\\0-\x1f\x7f]/.test(target)) return { reason: 'its path has a backslash or a control character' };
  const absolute = from.startsWith('/');
  const parts = from
    .split('/')
    .slice(0, -1)
    .filter((part) => part !== '' && part !== '.');
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    // Of a file that lies elsewhere the root is its own directory: what is above it was not meant.
    else if (parts.length === 0 || absolute || parts[0] === '..')
      return { reason: 'its path leads out of the tree' };
    else parts.pop();
  }
  return { path: `${absolute ? '/' : ''}${parts.join('/')}` };
};

export type Tree = {
  readonly followed: readonly Followed[];
  readonly included: readonly { readonly path: string; readonly bytes: Uint8Array }[];
};

type Open = {
  readonly file: string;
  readonly depth: number;
  readonly constraint: boolean;
  readonly reading: RequirementsReading;
};

/**
 * The entries of a requirements file and of all that it names by `-r` and `-c`, depth first as pip takes them. Each file is read once;
 * what leads out of the tree, in a circle or too far is not read, and said so.
 */
export const followIncludes = (
  first: Omit<Open, 'depth'>,
  ports: CollectPorts,
  problems: CollectProblem[],
): Tree => {
  const followed: Followed[] = [];
  const included: { path: string; bytes: Uint8Array }[] = [];
  const seen = new Set([`${first.constraint}:${first.file}`]);
  let bytesLeft = MOST_BYTES;
  const openInclude = (
    from: Open,
    entry: Extract<RequirementsEntry, { kind: 'include' }>,
  ): Open | string | undefined => {
    const { target, of, variables } = entry;
    if (/\$\{[A-Z0-9_]+\}/.test(target.text)) return `\${${variables[0] ?? ''}} has no value`;
    const resolved = resolveInclude(from.file, target.text);
    if ('reason' in resolved) return resolved.reason;
    const constraint = from.constraint || of === 'constraints';
    const key = `${constraint}:${resolved.path}`;
    if (seen.has(key)) return undefined;
    if (from.depth >= DEEPEST) return `files name each other more than ${DEEPEST} deep`;
    if (included.length >= MOST_FILES) return `more than ${MOST_FILES} files are named`;
    if (ports.read === undefined) return 'no other file is read here';
    const answer = ports.read(resolved.path);
    if (answer.kind === 'refused') return answer.reason;
    bytesLeft -= answer.bytes.length;
    if (bytesLeft < 0) return 'the files have too many bytes together';
    const reading = readRequirementsFile(
      answer.bytes,
      ports.variables === undefined ? {} : { variables: ports.variables },
    );
    if (reading.kind === 'unreadable') return reading.reason;
    seen.add(key);
    included.push({ path: resolved.path, bytes: answer.bytes });
    return { file: resolved.path, depth: from.depth + 1, constraint, reading };
  };
  const visit = (open: Open): void => {
    for (const { line, message } of open.reading.problems) problems.push({ file: open.file, line, message });
    for (const entry of open.reading.entries) {
      const base = { file: open.file, constraint: open.constraint, entry };
      if (entry.kind !== 'include') {
        followed.push(base);
        continue;
      }
      const next = openInclude(open, entry);
      if (typeof next === 'string') followed.push({ ...base, notRead: next });
      else if (next !== undefined) visit(next);
    }
  };
  visit({ ...first, depth: 0 });
  return { followed, included };
};
