import { applySplices, type ByteSplice } from '@custody/findings';
import type { Repository } from '../repository/types.ts';
import type { Mend } from '../rules/rule.ts';
import { type SourceFile, sourceFile } from '../repository/source.ts';
import { combine, inBytes, type Splice } from './apply.ts';
import { lostBy } from './kept.ts';
import { lostByRequirements, lostByToml } from './kept-text.ts';

/** One file as mending leaves it. */
export type AppliedFile = {
  readonly path: string;
  /** Absent: the file is new. */
  readonly before?: Uint8Array;
  readonly after: Uint8Array;
  /** What was changed, for a diff. */
  readonly splices: readonly ByteSplice[];
};

export type Mending = {
  /** In code-unit order of their paths. */
  readonly files: readonly AppliedFile[];
  /** Mends that were made, as indexes into what was given. */
  readonly made: readonly number[];
  /** Mends that touch bytes which another one changes: a second run makes them. */
  readonly postponed: readonly number[];
  /** Files that are left alone, because the result could not be read any more. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
};

const isYaml = (path: string): boolean => /\.(ya?ml|lock)$/.test(path);

/** The file after its splices; the reason where they would do more than they say. */
const mended = (
  path: string,
  before: SourceFile | undefined,
  splices: readonly Splice[],
): Uint8Array | string => {
  const after = applySplices(before?.bytes ?? new Uint8Array(), inBytes(splices));
  const compare = isYaml(path)
    ? lostBy
    : /(?:^|\/)Pipfile$|\.toml$/.test(path)
      ? lostByToml
      : path.endsWith('.txt')
        ? lostByRequirements
        : undefined;
  if (compare === undefined) return after;
  const empty = sourceFile(path, new Uint8Array());
  const lost = compare(before ?? empty, sourceFile(path, after), splices);
  return lost === undefined ? after : `${lost}; it was left as it is`;
};

/**
 * Makes mends, in memory. Each is made whole or not at all; those that collide with an earlier one are postponed. The
 * result of every YAML, TOML and requirements file is read again before it is accepted: what no splice touches must stand there as before.
 */
export const mendFiles = (repository: Repository, mends: readonly Mend[]): Mending => {
  const perFile = new Map<string, { readonly index: number; readonly splices: readonly Splice[] }[]>();
  for (const [index, { edits }] of mends.entries())
    for (const { path, splices } of edits) {
      const list = perFile.get(path);
      if (list === undefined) perFile.set(path, [{ index, splices }]);
      else list.push({ index, splices });
    }
  const files: AppliedFile[] = [];
  const refused: { path: string; reason: string }[] = [];
  const out = new Set<number>();
  const postponed = new Set<number>();
  // A mend over several files that collides in one of them waits in all of them.
  for (const list of perFile.values())
    for (const index of combine(list.map(({ splices }) => splices)).postponed)
      postponed.add(list[index]?.index ?? -1);
  for (const path of [...perFile.keys()].sort()) {
    const list = (perFile.get(path) ?? []).filter(({ index }) => !postponed.has(index));
    const reading = repository.read(path);
    if (reading?.kind === 'unreadable') {
      refused.push({ path, reason: reading.reason });
      for (const { index } of list) out.add(index);
      continue;
    }
    const { splices } = combine(list.map((one) => one.splices));
    if (splices.length === 0) continue;
    const before = reading?.file;
    const after = mended(path, before, splices);
    if (typeof after === 'string') {
      refused.push({ path, reason: after });
      for (const { index } of list) out.add(index);
    } else files.push({ path, ...(before && { before: before.bytes }), after, splices: inBytes(splices) });
  }
  const made = mends.map((_, index) => index).filter((index) => !out.has(index) && !postponed.has(index));
  return { files, made, postponed: [...postponed].sort((a, b) => a - b), refused };
};
