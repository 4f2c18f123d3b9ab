import type { Component } from '../../bill/types.ts';
import { compact, filled } from '../../compact/compact.ts';
import { licenceFiles } from '../licence-files.ts';
import type { Part, Parts } from '../part.ts';
import type { SourceFile } from '../types.ts';
import { createGlob } from './glob.ts';
import type { DeclaredComponent } from './types.ts';

const componentOf = (declared: DeclaredComponent, ref: string, paths: readonly string[]): Component => {
  const hashes =
    declared.sha256 === undefined ? undefined : [{ algorithm: 'SHA-256' as const, value: declared.sha256 }];
  return compact({
    ref,
    type: 'library' as const,
    name: declared.name,
    version: declared.version,
    purl: declared.purl,
    cpe: declared.cpe,
    // Of what was downloaded; what became of it in the tree, its files' own hashes say.
    hashes,
    licenses:
      declared.license === undefined
        ? undefined
        : [
            {
              kind: 'expression' as const,
              expression: declared.license,
              acknowledgement: 'declared' as const,
            },
          ],
    externalReferences:
      declared.download === undefined
        ? undefined
        : [compact({ type: 'distribution', url: declared.download, hashes })],
    properties: filled([
      ...declared.platforms.map((value) => ({ name: 'custody:source:platform', value })),
      ...licenceFiles(paths),
    ]),
  });
};

export type DeclaredParts = Parts & {
  /** Files of components that the variant does not have. */
  readonly absent: ReadonlySet<string>;
};

/**
 * The declared components with their files; of two that claim a file the first has it, which is told. With `platform`, components of
 * other platforms are left out and so are their files. A component whose globs match nothing is told and left out.
 */
export const declaredParts = (
  files: readonly SourceFile[],
  declared: readonly DeclaredComponent[],
  platform?: string,
): DeclaredParts => {
  const owners = new Map<string, string>();
  const absent = new Set<string>();
  const parts: Part[] = [];
  const notes: string[] = [];
  const refs = new Map<string, number>();
  for (const one of declared) {
    const label = [one.name, one.version].filter(Boolean).join(' ');
    const includes = one.files.map(createGlob);
    const excludes = one.exclude.map(createGlob);
    const claimed = files
      .map(({ path }) => path)
      .filter((path) => includes.some((match) => match(path)) && !excludes.some((match) => match(path)));
    const paths = claimed.filter((path) => !owners.has(path));
    if (paths.length < claimed.length) {
      const first = claimed.find((path) => owners.has(path)) ?? '';
      notes.push(
        `${claimed.length - paths.length} files declared for ${label} belong to another component already, ${first} to ${owners.get(first) ?? ''}`,
      );
    }
    for (const path of paths) owners.set(path, label);
    if (one.files.length > 0 && claimed.length === 0) {
      notes.push(`${label} is declared, but none of its files are here: it was left out`);
      continue;
    }
    if (platform !== undefined && one.platforms.length > 0 && !one.platforms.includes(platform)) {
      for (const path of paths) absent.add(path);
      notes.push(`${label} is not in the variant ${platform}: it was left out, with ${paths.length} files`);
      continue;
    }
    const base = `declared:${one.purl ?? [one.name, one.version].filter(Boolean).join('@')}`;
    const count = (refs.get(base) ?? 0) + 1;
    refs.set(base, count);
    const ref = count === 1 ? base : `${base}##${count}`;
    parts.push({
      component: componentOf(one, ref, paths),
      paths,
      standing: one.version === undefined ? 'unknown' : 'whole',
    });
  }
  return { parts, notes, absent };
};
