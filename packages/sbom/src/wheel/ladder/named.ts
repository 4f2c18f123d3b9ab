import { type BundledName, libtoolVersion, type NativeObject } from '@custody/native';
import { compact } from '../../compact/compact.ts';
import { CONFIDENCE } from './confidence.ts';
import { projectOf } from './projects.ts';
import type { Claim } from './types.ts';

/** `1.2.13` of a Mach-O current version; `0.0.0` and a bare ABI number say nothing. */
const dylibVersion = (object: NativeObject | undefined): string | undefined => {
  if (object?.format !== 'mach-o') return undefined;
  const versions = new Set(object.slices.map((slice) => slice.currentVersion));
  const [version] = versions;
  return versions.size === 1 && version !== undefined && !/^\d+(?:\.0)*$/.test(version) ? version : undefined;
};

const dllVersion = (object: NativeObject | undefined): string | undefined => {
  if (object?.format !== 'pe') return undefined;
  const said = object.versionInfo['ProductVersion'] ?? object.productVersion;
  const version = said === undefined ? undefined : /^\d{1,9}(?:[.,] ?\d{1,9}){1,3}/.exec(said)?.[0];
  return version?.replaceAll(/, ?/g, '.');
};

/** What the version resource or the load commands say. */
const fromObject = (bundled: BundledName, object: NativeObject | undefined): Claim | undefined => {
  const [what, version] =
    object?.format === 'pe'
      ? ['version resource', dllVersion(object)]
      : ['current version', dylibVersion(object)];
  if (version === undefined) return undefined;
  return {
    rung: 'named',
    library: projectOf(bundled.stem) ?? bundled.stem,
    version,
    confidence: CONFIDENCE.resource,
    technique: 'binary-analysis',
    value: `${what} ${version}`,
  };
};

/** What the name that a repair tool gave, or kept, tells of a library. Always at least its stem. */
export const namedClaims = (bundled: BundledName, object: NativeObject | undefined): readonly Claim[] => {
  const libtool = libtoolVersion(bundled.original);
  const own = fromObject(bundled, object);
  const named: Claim =
    libtool === undefined
      ? {
          rung: 'named',
          library: projectOf(bundled.stem) ?? bundled.stem,
          confidence: CONFIDENCE.nameOnly,
          technique: 'filename',
          value: bundled.original,
        }
      : compact({
          rung: 'named' as const,
          library: libtool.library,
          // Where releases share the number none of them is more likely than the others.
          version: libtool.versions.length === 1 ? libtool.versions[0] : undefined,
          confidence: CONFIDENCE.named[libtool.confidence],
          technique: 'filename' as const,
          value: bundled.original,
        });
  return own === undefined ? [named] : [own, named];
};
