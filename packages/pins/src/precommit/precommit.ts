import type { RepositoryView } from '../repository/view.ts';
import { commentAfter, type TrailingComment } from '../yaml/comment.ts';
import { scalarOf, seqOf } from '../yaml/get.ts';
import { readYaml } from '../yaml/read.ts';
import type { YamlDocument, YamlMap, YamlScalar } from '../yaml/types.ts';

export type HookRepository = {
  readonly node: YamlMap;
  readonly repo: YamlScalar;
  /** Absent for `local` and `meta`. */
  readonly rev?: YamlScalar;
  /** `frozen: v1.2.3` behind a commit. */
  readonly comment?: TrailingComment;
  readonly hooks: readonly YamlMap[];
};

export type PreCommit = { readonly document: YamlDocument; readonly repositories: readonly HookRepository[] };

/** `.pre-commit-config.yaml` as a typed view. */
export const preCommitOf = (document: YamlDocument): PreCommit => {
  const repositories: HookRepository[] = [];
  for (const node of seqOf(document.root, 'repos')?.items ?? []) {
    const repo = scalarOf(node, 'repo');
    if (node.kind !== 'map' || repo === undefined) continue;
    const rev = scalarOf(node, 'rev');
    const comment = rev && commentAfter(rev);
    const hooks = seqOf(node, 'hooks')?.items.filter((one): one is YamlMap => one.kind === 'map') ?? [];
    repositories.push({ node, repo, ...(rev && { rev }), ...(comment && { comment }), hooks });
  }
  return { document, repositories };
};

/** The pre-commit configuration at the root of a repository: `view.once(preCommitIn)`. */
export const preCommitIn = (view: RepositoryView): PreCommit | undefined => {
  const reading =
    view.repository.read('.pre-commit-config.yaml') ?? view.repository.read('.pre-commit-config.yml');
  return reading?.kind === 'file' ? preCommitOf(readYaml(reading.file)) : undefined;
};
