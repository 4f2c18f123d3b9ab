import { fileNamePart } from '../name/normalize.ts';
import type { NormalizedName } from '../name/types.ts';
import { formatTags } from '../tag/format.ts';
import type { TagSet } from '../tag/types.ts';
import { versionText } from '../version/text.ts';
import type { Version } from '../version/types.ts';
import type { BuildTag } from './types.ts';

/** What an archive's inner folder and file name begin with: `{name}-{version}`, both normalised (PEP 427, PEP 625). */
export const releaseStem = (name: NormalizedName, version: Version): string =>
  `${fileNamePart(name)}-${versionText(version)}`;

/** The file name that PEP 625 gives an sdist. */
export const formatSdistFilename = (name: NormalizedName, version: Version): string =>
  `${releaseStem(name, version)}.tar.gz`;

/** The file name that the binary distribution format gives a wheel. */
export const formatWheelFilename = (wheel: {
  readonly name: NormalizedName;
  readonly version: Version;
  readonly build?: BuildTag | undefined;
  readonly tags: Pick<TagSet, 'pythons' | 'abis' | 'platforms'>;
}): string => {
  const build = wheel.build === undefined ? '' : `-${wheel.build.number}${wheel.build.suffix}`;
  return `${releaseStem(wheel.name, wheel.version)}${build}-${formatTags(wheel.tags)}.whl`;
};
