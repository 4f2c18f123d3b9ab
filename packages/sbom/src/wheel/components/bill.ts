import type { Bill, Component, Dependency } from '../../bill/types.ts';
import type { Identified } from '../ladder/identify.ts';
import { fileRef, nativeComponent } from './file.ts';
import { gatherLibraries } from './libraries.ts';
import { needsWithin } from './needs.ts';

/**
 * What the bytes of a wheel tell, before any embedded document is merged in. The project's own binaries are files of the root; a
 * bundled library is a component with its files in it; a library that is linked into a binary is needed by that file.
 * What Requires-Dist names is not in the wheel and therefore no component: that the root's needs are incomplete is said instead.
 */
export const observedBill = (
  root: Component,
  identified: readonly Identified[],
  files: readonly Component[],
): Bill => {
  const libraries = gatherLibraries(identified);
  const natives = identified.map((one) => nativeComponent(one, root, libraries.ofFile.get(one.native.path)));
  const needs = needsWithin(identified.map(({ native }) => native));
  const dependencies: Dependency[] = [];
  const onLibraries = libraries.components.map(({ ref }) => ref);
  if (onLibraries.length > 0) dependencies.push({ ref: root.ref, dependsOn: onLibraries });
  for (const { native } of identified) {
    const dependsOn = [
      ...(needs.get(native.path) ?? []).map(fileRef),
      ...(libraries.linkedInto.get(native.path) ?? []),
    ];
    if (dependsOn.length > 0) dependencies.push({ ref: fileRef(native.path), dependsOn });
  }
  const opaque = [...onLibraries, ...natives.map(({ ref }) => ref)];
  return {
    metadata: {},
    root: root.ref,
    components: [root, ...libraries.components, ...natives, ...files],
    dependencies,
    compositions: [
      // Vendored Python code and declared needs may be missing from this document, and it says so.
      { aggregate: 'incomplete', assemblies: [root.ref], dependencies: [root.ref] },
      // What was linked into a binary cannot be seen from outside, but for the few libraries that leave their name.
      ...(opaque.length > 0
        ? [{ aggregate: 'unknown' as const, assemblies: opaque, dependencies: opaque }]
        : []),
    ],
  };
};
