import type { SourceFile } from '../repository/source.ts';
import { mapOf, scalarOf } from '../yaml/get.ts';
import type { YamlDocument, YamlMap, YamlScalar } from '../yaml/types.ts';
import { stepsOf } from '../workflow/steps.ts';
import type { Step } from '../workflow/types.ts';

/** An action's metadata file (`action.yml`). */
export type Action = {
  readonly file: SourceFile;
  readonly document: YamlDocument;
  readonly root: YamlMap;
  /** The directory it lies in, below the root; empty for the root. */
  readonly directory: string;
  readonly using?: YamlScalar;
  /** Of a composite action. */
  readonly steps: readonly Step[];
  /** `runs.image` of a Docker action. */
  readonly image?: YamlScalar;
};

/** An action file as a typed view; `undefined` where it is none. */
export const actionOf = (document: YamlDocument): Action | undefined => {
  const { root, source: file } = document;
  const runs = mapOf(root, 'runs');
  if (root?.kind !== 'map' || runs === undefined) return undefined;
  const [using, image] = [scalarOf(runs, 'using'), scalarOf(runs, 'image')];
  const slash = file.path.lastIndexOf('/');
  return {
    file,
    document,
    root,
    directory: slash === -1 ? '' : file.path.slice(0, slash),
    ...(using && { using }),
    ...(image && { image }),
    steps: stepsOf(runs, { shells: [], windows: false }),
  };
};
