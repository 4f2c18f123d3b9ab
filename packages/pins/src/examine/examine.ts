import { count, type Examination, type RuleId } from '@custody/findings';
import { installFacts } from '../indexes/facts.ts';
import { inlineIgnores } from '../rules/inline.ts';
import { depsRules } from '../rules/deps/index.ts';
import { indexRules } from '../rules/index/index.ts';
import { judgeRepository } from '../rules/judge.ts';
import { nameRules } from '../rules/name/index.ts';
import { pinRules } from '../rules/pin/index.ts';
import type { Mend, PinRule } from '../rules/rule.ts';
import { updateRules } from '../rules/update/index.ts';
import { workflowRules } from '../rules/workflow/index.ts';
import type { RepositoryView } from '../repository/view.ts';
import { ciOf } from '../workflow/read.ts';

/** Every rule over a repository, family by family. */
export const REPOSITORY_RULES: readonly PinRule[] = [
  ...pinRules,
  ...workflowRules,
  ...depsRules,
  ...indexRules,
  ...updateRules,
  ...nameRules,
];

export type RepositoryExamination = {
  readonly examination: Examination;
  /** The mends of the examination's findings, at the same index. */
  readonly mends: readonly (Mend | undefined)[];
};

export type ExamineOptions = {
  /** The root as the person named it: how places are shown. */
  readonly path: string;
  /** Only these rules; absent: all of them. */
  readonly only?: ReadonlySet<RuleId>;
};

const factsOf = (view: RepositoryView): readonly string[] => {
  const { workflows, actions } = view.once(ciOf);
  const inline = view.repository.paths
    .filter((path) => /^\.github\/.*\.ya?ml$/.test(path))
    .reduce((sum, path) => {
      const reading = view.repository.read(path);
      return reading?.kind === 'file' ? sum + inlineIgnores(reading.file).length : sum;
    }, 0);
  return [
    count(workflows.length, 'workflow'),
    ...(actions.length === 0 ? [] : [count(actions.length, 'action')]),
    ...installFacts(view),
    // What the judged tree says of itself is told; whether it counts is not for the tree to say.
    ...(inline === 0 ? [] : [`${count(inline, 'inline ignore')}, obeyed only where your policy says so`]),
  ];
};

/** Examines a checked out repository: nothing in it is executed, and no configuration in it is obeyed. */
export const examineRepository = (
  view: RepositoryView,
  { path, only }: ExamineOptions,
): RepositoryExamination => {
  const rules =
    only === undefined ? REPOSITORY_RULES : REPOSITORY_RULES.filter(({ rule }) => only.has(rule.id));
  const { findings, mends, unknowns } = judgeRepository(rules, view, path === '.' ? '' : path);
  return {
    examination: {
      subject: { kind: 'repository', path, facts: factsOf(view) },
      judged: rules.map(({ rule }) => rule.id),
      findings,
      unknowns,
    },
    mends,
  };
};
