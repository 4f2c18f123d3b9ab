import type { NormalizedName } from '../name/types.ts';
import type { TextProblem } from '../problem/types.ts';
import type { TagProblemCode, TagSet } from '../tag/types.ts';
import type { Version, VersionNumber } from '../version/types.ts';

/** What keeps a file name from being read at all. */
export type FilenameProblemCode =
  /** Not `.whl`, or not `.tar.gz` or `.zip`, in lower case. */
  | 'extension'
  /** A wheel's name has not five or six parts, an sdist's no `-` before its version. */
  | 'parts'
  /** The first part is no project name, or has `__` in it. */
  | 'name-invalid'
  | 'name-double-underscore'
  /** The second part is no PEP 440 version. */
  | 'version-invalid'
  /** The build tag does not start with a digit, or has a character that no file name should. */
  | 'build-digit'
  | 'build-characters'
  | TagProblemCode;

/** What can be read, but is not written as the standard says it should be. */
export type IrregularFilenameCode =
  /** Not lower case with `_` for runs of `-`, `_` and `.`: PyPI refuses it. */
  | 'name-not-normalized'
  | 'version-not-canonical'
  /** An sdist as `.zip`, which PEP 625 ended. */
  | 'legacy-zip'
  | TagProblemCode;

/** The leading digits of a build tag, and what follows them; builds are ordered by the one, then the other. */
export type BuildTag = { readonly number: VersionNumber; readonly suffix: string };

type Named = {
  readonly kind: 'ok';
  /** The first part as written: `Foo.Bar`. */
  readonly distribution: string;
  readonly name: NormalizedName;
  readonly version: Version;
  /** The version as written. */
  readonly versionText: string;
  readonly irregular: readonly TextProblem<IrregularFilenameCode>[];
};

export type WheelFilename = Named & {
  readonly build: BuildTag | undefined;
  /** The build tag as written. */
  readonly buildText: string | undefined;
  readonly tags: TagSet;
  /** The compressed tag set as written. */
  readonly tagText: string;
};

export type SdistFilename = Named & { readonly format: 'tar.gz' | 'zip' };
