import type { MarkerScope, MarkerUniverse } from '@custody/python';
import type { Accounted, AuditInput, Subject } from '../subject/index.ts';

/** What an input is, as reports name it. */
export type InputKind =
  | 'requirements'
  | 'pyproject'
  | 'pylock'
  | 'uv-lock'
  | 'poetry-lock'
  | 'pdm-lock'
  | 'pipfile-lock'
  | 'script'
  | 'conda-environment'
  | 'conda-lock'
  | 'conda-explicit'
  | 'unknown';

/** What came of asking for a file that another one names. */
export type ReadAnswer =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Not there, a link, too large: why, as a clause. */
  | { readonly kind: 'refused'; readonly reason: string };

export type CollectPorts = {
  /** Opens a file below the root by its path from there, with `/`. It must follow no link. Absent: no other file is read. */
  readonly read?: (path: string) => ReadAnswer;
  /** Values of `${VARIABLES}`; the environment is never asked. */
  readonly variables?: ReadonlyMap<string, string>;
  /** The environments that markers are asked about; every supported one where absent. */
  readonly universe?: MarkerUniverse;
};

/** Something that a person should know of an input, though it is no entry of its own. One sentence. */
export type CollectProblem = {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
};

export type Collected = {
  readonly kind: InputKind;
  /** Each component once, in order of its first entry. */
  readonly subjects: readonly Subject[];
  /** As many as there are entries, in their order. */
  readonly accounted: readonly Accounted[];
  readonly problems: readonly CollectProblem[];
  /** The same as a part of a report. */
  readonly input: AuditInput;
  /** Files that were read besides, with their digests, in the order they were read. */
  readonly included: readonly { readonly path: string; readonly sha256: string; readonly size: number }[];
};

/** What collectors of one file share. */
export type Context = {
  readonly file: string;
  readonly scopeOf: (marker: string) => MarkerScope;
  /** In words, what markers were asked about. */
  readonly asked: readonly string[];
  readonly problems: CollectProblem[];
};
