import type { Rule } from '@custody/findings';
import { settingNamed } from '../../workflow/settings.ts';
import { triggerNamed } from '../../workflow/workflow.ts';
import { ciOf } from '../../workflow/read.ts';
import type { Setting, Workflow } from '../../workflow/types.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';
import { slugOf } from '../../workflow/slug.ts';

const rule: Rule = {
  id: 'workflow/dangerous-trigger',
  title: "What outsiders send is not run with the project's rights",
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'OpenSSF Scorecard, Dangerous-Workflow',
  why: 'These triggers run with the secrets and the write token of the project although an outsider caused them: nothing that the outsider sent may be run or built.',
  attack:
    'The malicious versions of ultralytics of December 2024 began with a workflow that pull_request_target started.',
  todo: 'Use `pull_request`; where rights are needed, do the privileged part in a workflow of its own that runs nothing of the pull request.',
};

const TRIGGERS = ['pull_request_target', 'workflow_run'];

/** An input of a checkout that names the head of a pull request. */
const headOf = (workflow: Workflow): Setting | undefined => {
  for (const { steps } of workflow.jobs)
    for (const step of steps) {
      const ref = slugOf(step) === 'actions/checkout' ? settingNamed(step.inputs, 'ref') : undefined;
      if (
        ref !== undefined &&
        /github\.head_ref|pull_request\.head\.(?:sha|ref)|pull_request\.merge_commit_sha|workflow_run\.head_(?:sha|branch)|refs\/pull\//.test(
          ref.value.value,
        )
      )
        return ref;
    }
  return undefined;
};

/** Workflows that outsiders start with the project's rights; worst where they check out what was sent. */
export const dangerousTrigger: PinRule = {
  rule,
  *judge(view) {
    for (const workflow of view.once(ciOf).workflows)
      for (const name of TRIGGERS) {
        const trigger = triggerNamed(workflow, name);
        if (trigger === undefined) continue;
        const head = headOf(workflow);
        // Alone, `workflow_run` is the way that is recommended.
        if (head === undefined && name === 'workflow_run') continue;
        const { file } = workflow;
        const at = placeAt(file, trigger.node.range);
        if (head === undefined)
          yield { kind: 'found', at, message: `The workflow runs on ${name}.`, key: name };
        else
          yield {
            kind: 'found',
            at,
            related: [placeAt(file, head.value.range, 'checked out here')],
            message: `The workflow runs on ${name} and checks out ${quoted(head.value.value)}.`,
            severity: 'high',
            key: name,
          };
      }
  },
};
