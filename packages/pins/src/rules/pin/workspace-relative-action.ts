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

type Checkout = { readonly at: StepAt; readonly directory: string; readonly other: boolean };

const directoryOf = (path: string): string => path.replace(/^(?:\.\/)+|^\.$/, '').replace(/\/+$/, '');

/** A checkout into the workspace; `other` where it is another tree than the workflow's own commit. */
const checkoutOf = (at: StepAt): Checkout | undefined => {
  const { step } = at;
  const target = step.uses?.target;
  if (target?.kind !== 'repository' || target.slug.toLowerCase() !== 'actions/checkout') return undefined;
  const directory = directoryOf(settingNamed(step.inputs, 'path')?.value.value ?? '.');
  const named = [settingNamed(step.inputs, 'ref'), settingNamed(step.inputs, 'repository')];
  const other = named.some(
    (one) =>
      one !== undefined &&
      !['', '${{ github.sha }}', '${{ github.ref }}', '${{ github.repository }}'].includes(one.value.value),
  );
  return { at, directory, other };
};

/** The checkout whose tree lies at a path: of those around it the innermost, and of these the last. */
const around = (checkouts: readonly Checkout[], path: string): Checkout | undefined => {
  const inside = directoryOf(path);
  let found: Checkout | undefined;
  for (const one of checkouts)
    if (one.directory === '' || inside === one.directory || inside.startsWith(`${one.directory}/`))
      if (found === undefined || one.directory.length >= found.directory.length) found = one;
  return found;
};

const fixable = (view: RepositoryView, path: string): boolean => {
  const directory = path.replace(/^\.\//, '').replace(/\/+$/, '');
  return view.repository.has(`${directory}/action.yml`) || view.repository.has(`${directory}/action.yaml`);
};

const judgeStep = (
  view: RepositoryView,
  at: StepAt,
  checkouts: readonly Checkout[],
): Observation | undefined => {
  const target = at.step.uses?.target;
  if (target?.kind !== 'local' || !target.path.startsWith('./') || at.step.uses === undefined)
    return undefined;
  const checkout = around(checkouts, target.path);
  if (checkout?.other !== true) return undefined;
  const { at: before } = checkout;
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
    let checkouts: Checkout[] = [];
    for (const at of stepsIn(view)) {
      const owner = at.kind === 'workflow' ? at.job : at.action;
      if (owner !== job) [job, checkouts] = [owner, []];
      const found = judgeStep(view, at, checkouts);
      if (found !== undefined) yield found;
      const checkout = checkoutOf(at);
      if (checkout !== undefined) checkouts.push(checkout);
    }
  },
};
