import type { Rule } from '@custody/findings';
import { entryOf } from '../../yaml/get.ts';
import type { Trigger, Workflow } from '../../workflow/types.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { jobsBefore, type Publishing, publishingIn } from '../../workflow/publishing.ts';

const rule: Rule = {
  id: 'workflow/publish-on-push',
  title: 'Publishing is started on purpose',
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'SPEC 8, an intentional publish trigger',
  why: 'Where every push to a branch can publish, whoever can push can release.',
  todo: 'Publish on `release`, on tags, or on `workflow_dispatch`.',
};

/** A push to a branch starts it: no filter, or one of branches. */
const byBranch = ({ name, config }: Trigger): boolean =>
  name === 'pull_request' ||
  name === 'schedule' ||
  (name === 'push' &&
    (config?.kind !== 'map' ||
      entryOf(config, 'tags') === undefined ||
      entryOf(config, 'branches') !== undefined));

const DELIBERATE =
  /refs\/tags|github\.ref_type|github\.event_name|github\.event\.release|startsWith\(\s*github\.ref|inputs\.|event\.action|github\.event\.inputs/;

/** A condition on the step, its job, or a job before it that a push to a branch is meant to fail. */
const isGuarded = (workflow: Workflow, { at }: Publishing): boolean => {
  const conditions = [at.step.condition, ...jobsBefore(workflow, at.job).map(({ condition }) => condition)];
  return conditions.some((one) => one !== undefined && DELIBERATE.test(one.value));
};

/** Steps that publish in workflows which an ordinary push starts, with no condition that asks for a tag or an event. */
export const publishOnPush: PinRule = {
  rule,
  *judge(view) {
    for (const publishing of publishingIn(view)) {
      const { at, range } = publishing;
      const trigger = at.workflow.triggers.find(byBranch);
      if (trigger === undefined || publishing.trial || isGuarded(at.workflow, publishing)) continue;
      // A condition of another kind may well ask for a tag that an earlier job found.
      const conditional = at.step.condition !== undefined || at.job.condition !== undefined;
      yield {
        kind: 'found',
        at: placeAt(at.file, range),
        related: [placeAt(at.file, trigger.node.range, 'started here')],
        message: `This publishes, and the workflow starts on ${trigger.name}.`,
        ...(conditional && { severity: 'low' as const, confidence: 'low' as const }),
        key: at.job.id,
      };
    }
  },
};
