import { expressionsIn } from '../../rules/workflow/expressions.ts';
import { ciOf } from '../../workflow/read.ts';
import { settingNamed } from '../../workflow/settings.ts';
import type { Workflow } from '../../workflow/types.ts';
import { placeIn } from '../../yaml/place.ts';
import { decided, evidenceAt, evidenceOf, INCONCLUSIVE, told } from '../score.ts';
import type { Check, Evidence } from '../types.ts';

/** Contexts that Scorecard calls untrusted, wherever they stand in an expression over the event. */
const UNTRUSTED =
  /issue\.title|issue\.body|pull_request\.title|pull_request\.body|discussion\.title|discussion\.body|comment\.body|review\.body|review_comment\.body|pages.{0,200}\.page_name|commits.{0,200}\.message|head_commit\.message|head_commit\.author\.(?:email|name)|commits.{0,200}\.author\.(?:email|name)|blocked_user\.(?:name|email)|pull_request\.head\.(?:ref|label)|pull_request\.head\.repo\.default_branch/;

const isUntrusted = (source: string): boolean =>
  source.includes('github.head_ref') ||
  /tojson\s{0,20}\(\s{0,20}github(?:\.event)?\s{0,20}\)/i.test(source) ||
  (source.includes('github.event.') && UNTRUSTED.test(source));

const checkouts = ({ triggers, jobs, file }: Workflow): readonly Evidence[] => {
  if (!triggers.some(({ name }) => name === 'pull_request_target' || name === 'workflow_run')) return [];
  return jobs.flatMap(({ steps }) =>
    steps.flatMap(({ uses, inputs }) => {
      if (uses?.node.value.includes('actions/checkout') !== true) return [];
      const ref = settingNamed(inputs, 'ref')?.value;
      return ref !== undefined && /github\.event\.(?:pull_request|workflow_run)/.test(ref.value)
        ? [evidenceOf(file, ref, 'checks out what an outsider wrote, with the rights of the project')]
        : [];
    }),
  );
};

const injections = ({ jobs, file }: Workflow): readonly Evidence[] =>
  jobs.flatMap(({ steps }) =>
    steps.flatMap(({ run }) =>
      run === undefined
        ? []
        : expressionsIn(run.script.value).flatMap(({ source, start, end }) =>
            isUntrusted(source)
              ? [
                  evidenceAt(
                    file,
                    placeIn(run.script, start, end).start,
                    'puts what an outsider wrote into a script',
                  ),
                ]
              : [],
          ),
    ),
  );

/** `checks/evaluation/dangerous_workflow.go`: all or nothing. */
export const dangerousWorkflow: Check = {
  name: 'Dangerous-Workflow',
  risk: 'critical',
  todo: 'Hand outsiders’ texts to scripts in env:, and check out their code only where the job has no rights. custody pin names each place.',
  judge: ({ view }) => {
    const { workflows } = view.once(ciOf);
    if (workflows.length === 0) return { score: INCONCLUSIVE, reason: 'no workflows', lost: [] };
    const lost = workflows.flatMap((one) => [...checkouts(one), ...injections(one)]);
    return {
      score: decided(lost.length > 0 ? 0 : 10),
      reason:
        lost.length > 0
          ? `${lost.length} dangerous places in workflows`
          : 'no dangerous patterns in workflows',
      lost: told(lost),
    };
  },
};
