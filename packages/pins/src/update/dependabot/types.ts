import type { SourceFile } from '../../repository/source.ts';
import type { ByteRange } from '../../types.ts';
import type { YamlDocument, YamlEntry, YamlMap, YamlScalar, YamlSeq } from '../../yaml/types.ts';

/** How long a version must have been out before Dependabot proposes it. Days; absent where not said, or no whole number. */
export type Cooldown = {
  readonly node: YamlMap;
  readonly defaultDays?: { readonly days: number; readonly node: YamlScalar };
  readonly majorDays?: { readonly days: number; readonly node: YamlScalar };
  readonly minorDays?: { readonly days: number; readonly node: YamlScalar };
  readonly patchDays?: { readonly days: number; readonly node: YamlScalar };
  /** Only these dependencies wait, where any are named. */
  readonly include: readonly YamlScalar[];
  readonly exclude: readonly YamlScalar[];
};

/** One of `ignore`. */
export type IgnoredUpdate = {
  readonly node: YamlMap;
  readonly name?: YamlScalar;
  readonly versions: readonly YamlScalar[];
  readonly updateTypes: readonly YamlScalar[];
};

/** One entry of `updates`. */
export type UpdateEntry = {
  readonly node: YamlMap;
  readonly ecosystem?: YamlScalar;
  /** As written; with globs only where they stand in `directories`. */
  readonly directories: readonly YamlScalar[];
  /** `directory` or `directories`, with its value. */
  readonly directoryEntry?: YamlEntry;
  readonly directoryList?: YamlSeq;
  /** `exclude-paths`. */
  readonly excluded: readonly YamlScalar[];
  readonly schedule?: YamlEntry;
  readonly interval?: YamlScalar;
  readonly cooldown?: Cooldown;
  readonly ignored: readonly IgnoredUpdate[];
  readonly externalExecution?: YamlScalar;
  readonly targetBranch?: YamlScalar;
  readonly group?: YamlScalar;
  /** `open-pull-requests-limit: 0`: only security updates are proposed. */
  readonly securityOnly: boolean;
};

/** `.github/dependabot.yml` (version 2). */
export type Dependabot = {
  readonly file: SourceFile;
  readonly document: YamlDocument;
  readonly root: YamlMap;
  readonly list?: YamlSeq;
  readonly updates: readonly UpdateEntry[];
  /** Names in `multi-ecosystem-groups` and `registries`. */
  readonly groups: ReadonlySet<string>;
  readonly registries: ReadonlySet<string>;
  readonly beta: boolean;
};

/** Something that GitHub refuses, or passes over, in the file. */
export type SchemaProblem = {
  readonly message: string;
  readonly range: ByteRange;
  readonly refused: boolean;
};
