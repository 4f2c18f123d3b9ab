import type { CycloneDxVersion } from '../document/types.ts';

/**
 * What a schema allows in one place: `members` by name with the index of their shape, `closed` where no others may stand,
 * `required` ones, the shape of a list's `items`, and the `words` a text may be. Generated from the official schemas.
 */
export type Shape = {
  readonly members?: Readonly<Record<string, number>>;
  readonly closed?: boolean;
  readonly required?: readonly string[];
  readonly items?: number;
  readonly words?: readonly string[];
};

const LOADERS: Readonly<Record<CycloneDxVersion, () => Promise<{ readonly shapes: readonly Shape[] }>>> = {
  '1.4': () => import('../../generated/shapes-cyclonedx-1.4.js'),
  '1.5': () => import('../../generated/shapes-cyclonedx-1.5.js'),
  '1.6': () => import('../../generated/shapes-cyclonedx-1.6.js'),
  '1.7': () => import('../../generated/shapes-cyclonedx-1.7.js'),
};

/** The shapes of one version of CycloneDX; the first is the document's. */
export const loadShapes = async (version: CycloneDxVersion): Promise<readonly Shape[]> =>
  (await LOADERS[version]()).shapes;
