import type { Rule } from '@custody/findings';
import { type StepAt, stepsIn } from '../../workflow/each.ts';
import { settingNamed } from '../../workflow/settings.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Observation, type PinRule, placeAt, quoted } from '../rule.ts';

const rule: Rule = {
  id: 'pin/workspace-relative-action',
  title: "A local action comes from the workflow's own commit",
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  why: "A path that begins with `./` names whatever lies in the workspace when the step runs: after another tree is checked out, that tree's author decides what runs.",
  todo: "Write `$/path` in place of `./path`: it names the workflow's own repository at its own commit.",
};

/** True for a step that puts another tree than the workflow's own commit where local actions are looked for. */
const checksOutOther = ({ step }: StepAt): boolean => {
  const target = step.uses?.target;
  if (target?.kind !== 'repository' || target.slug.toLowerCase() !== 'actions/checkout') return false;
  const path = settingNamed(step.inputs, 'path')?.value.value ?? '.';
  if (path !== '.' && path !== './') return false;
  const named = [settingNamed(step.inputs, 'ref'), settingNamed(step.inputs, 'repository')];
  return named.some(
    (one) =>
      one !== undefined &&
      !['', '${{ github.sha }}', '${{ github.ref }}', '${{ github.repository }}'].includes(one.value.value),
  );
};

const fixable = (view: RepositoryView, path: string): boolean => {
  const directory = path.replace(/^\.\//, '').replace(/\/+$/, '');
  return view.repository.has(`${directory}/action.yml`) || view.repository.has(`${directory}/action.yaml`);
};

const judgeStep = (view: RepositoryView, at: StepAt, before: StepAt): Observation | undefined => {
  const target = at.step.uses?.target;
  if (target?.kind !== 'local' || !target.path.startsWith('./') || at.step.uses === undefined)
    return undefined;
  const { range, via } = at.step.uses.node;
  const path = quoted(target.path);
  const { file } = at;
  const related = before.step.uses && {
    related: [placeAt(before.file, before.step.uses.node.range, 'another tree is checked out here')],
  };
  const dot = at.step.uses.node.style === 'plain' ? range.start : range.start + 1;
  const mend = fixable(view, target.path) && via === undefined;
  return {
    kind: 'found',
    at: placeAt(file, range),
    message: `${path} is taken from the workspace, into which another tree was checked out before.`,
    ...related,
    key: target.path,
    ...(mend && {
      mend: {
        title: `take ${target.path} from the workflow's own commit`,
        safety: 'safe',
        edits: [{ path: file.path, splices: [{ range: { start: dot, end: dot + 1 }, text: '$' }] }],
      },
    }),
  };
};

/** Local actions that run after a tree other than the workflow's own was checked out into the workspace. */
export const workspaceRelativeAction: PinRule = {
  rule,
  *judge(view) {
    let job: unknown;
    let before: StepAt | undefined;
    for (const at of stepsIn(view)) {
      const owner = at.kind === 'workflow' ? at.job : at.action;
      if (owner !== job) [job, before] = [owner, undefined];
      const found = before && judgeStep(view, at, before);
      if (found !== undefined) yield found;
      if (checksOutOther(at)) before = at;
    }
  },
};
