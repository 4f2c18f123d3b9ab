import type { ZipEntry } from '@custody/archive';
import { type FilenameProblemCode, releaseStem, type WheelFilename } from '../filename/index.ts';
import { normalizeName } from '../name/index.ts';
import type { Invalid } from '../problem/index.ts';
import { parseVersion, versionKey } from '../version/index.ts';

/** The directories at the root of a wheel that mean something. */
export type WheelLayout = {
  readonly distInfo: string | undefined;
  /** Sorted. */
  readonly distInfoCandidates: readonly string[];
  readonly dataDirectories: readonly string[];
};

const rootsEndingIn = (entries: readonly ZipEntry[], suffix: string): readonly string[] => {
  const found = new Set<string>();
  for (const { name } of entries) {
    const slash = name.indexOf('/');
    const root = name.slice(0, Math.max(slash, 0));
    if (root.endsWith(suffix)) found.add(root);
  }
  return [...found].sort();
};

/** The stem in normal form, so that `Foo.Bar-1.0` and `foo_bar-1.0.0` are one release. */
const normalStem = (stem: string): string | undefined => {
  const dash = stem.indexOf('-');
  const version = dash === -1 ? undefined : parseVersion(stem.slice(dash + 1).replaceAll('_', '-'));
  return version === undefined ? undefined : `${normalizeName(stem.slice(0, dash))}-${versionKey(version)}`;
};

/**
 * Finds the dist-info directory: the one named as the file is, else the only one of the same release, else the only one there is.
 * Where that leaves a choice, none is made. Binary distribution format, "The .dist-info directory".
 */
export const findLayout = (
  entries: readonly ZipEntry[],
  filename: WheelFilename | Invalid<FilenameProblemCode>,
): WheelLayout => {
  const distInfoCandidates = rootsEndingIn(entries, '.dist-info');
  const dataDirectories = rootsEndingIn(entries, '.data');
  const pick = (): string | undefined => {
    if (filename.kind === 'ok') {
      const exact = `${filename.distribution}-${filename.versionText}.dist-info`;
      if (distInfoCandidates.includes(exact)) return exact;
      const wanted = normalStem(releaseStem(filename.name, filename.version));
      const same = distInfoCandidates.filter(
        (root) => normalStem(root.slice(0, -'.dist-info'.length)) === wanted,
      );
      if (same.length === 1) return same[0];
    }
    return distInfoCandidates.length === 1 ? distInfoCandidates[0] : undefined;
  };
  return { distInfo: pick(), distInfoCandidates, dataDirectories };
};
