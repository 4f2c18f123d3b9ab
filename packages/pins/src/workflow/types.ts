import type { SourceFile } from '../repository/source.ts';
import type { ShellScript } from '../shell/types.ts';
import type { ByteRange } from '../types.ts';
import type { TrailingComment } from '../yaml/comment.ts';
import type { YamlDocument, YamlMap, YamlNode, YamlScalar } from '../yaml/types.ts';

/** A name and its text: an environment variable, an input. */
export type Setting = { readonly name: string; readonly key: YamlScalar; readonly value: YamlScalar };

/** What a `uses:` names. */
export type UsesTarget =
  | {
      readonly kind: 'repository';
      /** `owner/name` as written. */
      readonly slug: string;
      /** Below the repository's root, without a slash before it; empty for the root. */
      readonly path: string;
      readonly ref: string;
      readonly refRange: ByteRange;
      /** `sha`: 40 or 64 hex digits; `short-sha`: 7 to 39 of them, which git completes and GitHub does not promise to. */
      readonly form: 'sha' | 'short-sha' | 'name';
    }
  /** `./path` from the workspace: whatever was checked out there when the step runs. */
  | { readonly kind: 'local'; readonly path: string }
  /** `$/path`: the workflow's own repository at the workflow's own commit. */
  | { readonly kind: 'self'; readonly path: string }
  | { readonly kind: 'docker'; readonly image: string; readonly imageRange: ByteRange }
  | { readonly kind: 'malformed' };

export type Uses = {
  readonly node: YamlScalar;
  readonly target: UsesTarget;
  readonly comment?: TrailingComment;
};

export type Run = {
  readonly script: YamlScalar;
  /** `other`: a program that is no shell (python, node …); its text is not read as commands. */
  readonly language: 'posix' | 'powershell' | 'other';
  /** The script as commands, made when first asked for. Offsets are those of `script.value`: `placeIn` has their bytes. */
  readonly shell: () => ShellScript;
};

export type Step = {
  readonly node: YamlMap;
  readonly id?: YamlScalar;
  readonly name?: YamlScalar;
  readonly condition?: YamlScalar;
  readonly uses?: Uses;
  readonly run?: Run;
  /** Everything of the step that runs as a script: `run`, and inputs of actions that run what they are given. */
  readonly scripts: readonly Run[];
  readonly inputs: readonly Setting[];
  readonly inputsNode?: YamlMap;
  readonly env: readonly Setting[];
};

export type Access = 'none' | 'read' | 'write';

/** What the job's token may do. A scope that is not named in `scopes` has no access. */
export type Permissions = {
  readonly key: YamlScalar;
  readonly node: YamlNode;
  readonly grant:
    | { readonly kind: 'all'; readonly access: Access }
    | {
        readonly kind: 'scopes';
        readonly scopes: ReadonlyMap<
          string,
          { readonly access: string; readonly key: YamlScalar; readonly value: YamlScalar }
        >;
      };
};

export type Image = { readonly node: YamlScalar; readonly image: string; readonly range: ByteRange };

export type Job = {
  readonly id: string;
  readonly key: YamlScalar;
  readonly node: YamlMap;
  readonly needs: readonly string[];
  readonly condition?: YamlScalar;
  readonly runsOn?: YamlNode;
  readonly permissions?: Permissions;
  readonly environment?: YamlNode;
  readonly env: readonly Setting[];
  readonly images: readonly Image[];
  readonly matrix?: YamlNode;
  readonly steps: readonly Step[];
  /** A reusable workflow that this job calls. */
  readonly uses?: Uses;
  readonly inputs: readonly Setting[];
  readonly secrets?: YamlNode;
};

export type Trigger = { readonly name: string; readonly node: YamlScalar; readonly config?: YamlNode };

export type Workflow = {
  readonly file: SourceFile;
  readonly document: YamlDocument;
  readonly root: YamlMap;
  readonly name?: YamlScalar;
  readonly triggers: readonly Trigger[];
  readonly permissions?: Permissions;
  readonly env: readonly Setting[];
  readonly jobs: readonly Job[];
};
