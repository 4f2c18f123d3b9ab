import type { Requirement } from '@custody/python';
import type { Action } from '../action/action.ts';
import type { SourceFile } from '../repository/source.ts';
import type { ByteRange } from '../types.ts';
import type { Job, Step, Workflow } from '../workflow/types.ts';

/** What installs. */
export type InstallTool =
  | 'pip'
  | 'uv'
  | 'pipx'
  | 'poetry'
  | 'pdm'
  | 'pipenv'
  | 'cibuildwheel'
  | 'tox'
  | 'pre-commit';

/**
 * `install`: into an environment that stays for what follows; `run`: a tool in an environment of its own; `add`: also
 * written into the project's declaration; `fetch`: downloaded or built, not installed; `project`: what the project
 * declares or locks.
 */
export type InstallVerb = 'install' | 'run' | 'add' | 'fetch' | 'project';

type Written = { readonly text: string; readonly range: ByteRange };

/** Something that an install names. */
export type InstallSpec = Written &
  (
    | { readonly kind: 'requirement'; readonly requirement: Requirement }
    | {
        readonly kind: 'file';
        readonly of: 'requirements' | 'constraints' | 'build-constraints';
        /** Below the root, where the repository has it. */
        readonly path?: string;
      }
    /** A source tree or an archive beside it: `.`, `./x[extra]`, `dist/*.whl`. */
    | { readonly kind: 'local'; readonly editable: boolean; readonly archive: boolean }
    | { readonly kind: 'address'; readonly scheme: 'url' | 'vcs'; readonly url: string }
    /** Only known when it runs. */
    | { readonly kind: 'unknown' }
  );

/** An option of the command by its long name, or the variable that stands for it (`PIP_EXTRA_INDEX_URL`). */
export type InstallOption = {
  readonly name: string;
  readonly value?: string;
  /** False where the value is only known when it runs; `value` is then as written. */
  readonly known: boolean;
  readonly file: SourceFile;
  readonly range: ByteRange;
  /** Of the value alone, where it is written in one piece. */
  readonly valueRange?: ByteRange;
  readonly from: 'command' | 'environment';
};

/** Where an install stands. */
export type InstallOrigin =
  | {
      readonly kind: 'github';
      readonly workflow?: Workflow;
      readonly job?: Job;
      readonly action?: Action;
      readonly step?: Step;
      /** The variable whose value says it: `CIBW_TEST_REQUIRES`. */
      readonly variable?: string;
    }
  | { readonly kind: 'dockerfile' }
  | { readonly kind: 'gitlab'; readonly job: string }
  /** A configuration file's key: `tool.cibuildwheel.test-requires`, `testenv: deps`. */
  | { readonly kind: 'config'; readonly key: string };

/** One install of Python packages that the repository asks for. */
export type Install = {
  readonly file: SourceFile;
  readonly range: ByteRange;
  readonly tool: InstallTool;
  readonly verb: InstallVerb;
  /** As a person would say it: `pip install`, `uvx`. */
  readonly command: string;
  readonly specs: readonly InstallSpec[];
  /** The command's own first, then those that variables set. */
  readonly options: readonly InstallOption[];
  readonly origin: InstallOrigin;
};
