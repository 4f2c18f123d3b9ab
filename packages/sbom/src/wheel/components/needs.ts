import type { NativeObject } from '@custody/native';
import type { NativeFile } from '../natives.ts';
import { nameOf } from './file.ts';

const neededBy = (object: NativeObject): readonly string[] => {
  switch (object.format) {
    case 'elf':
      return object.needed;
    case 'mach-o':
      return object.slices.flatMap((slice) => slice.needed.map(({ name }) => name));
    case 'pe':
      return [...object.imports, ...object.delayImports];
    case 'wasm':
      return object.needed ?? [];
    case 'ar':
      break;
  }
  return [];
};

const namesOf = ({ path, object }: NativeFile): readonly string[] => {
  const own = nameOf(path);
  if (object?.format === 'elf' && object.soname !== undefined) return [own, nameOf(object.soname)];
  // Windows takes names without case.
  return object?.format === 'pe' ? [own.toLowerCase()] : [own];
};

/**
 * Which files of the wheel a binary needs, by the names that it asks the loader for. What the wheel does not have comes from the
 * system and is no part of it. A name that several files bear is left out: which one is loaded depends on the search path.
 */
export const needsWithin = (natives: readonly NativeFile[]): ReadonlyMap<string, readonly string[]> => {
  const byName = new Map<string, Set<string>>();
  for (const native of natives)
    for (const name of namesOf(native)) byName.set(name, (byName.get(name) ?? new Set()).add(native.path));
  const needs = new Map<string, readonly string[]>();
  for (const { path, object } of natives) {
    if (object === undefined) continue;
    const found = new Set<string>();
    for (const needed of neededBy(object)) {
      const name = object.format === 'pe' ? nameOf(needed).toLowerCase() : nameOf(needed);
      const [only, ...others] = byName.get(name) ?? [];
      if (only !== undefined && others.length === 0 && only !== path) found.add(only);
    }
    if (found.size > 0) needs.set(path, [...found]);
  }
  return needs;
};
