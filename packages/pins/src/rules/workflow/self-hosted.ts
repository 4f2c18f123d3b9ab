import type { Rule } from '@custody/findings';
import { ciOf } from '../../workflow/read.ts';
import { textsOf, valueOf } from '../../yaml/get.ts';
import { type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'workflow/self-hosted',
  title: "Outsiders' changes do not run on the project's own machines",
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  why: "A machine of one's own keeps what a job left there: a pull request can change what the next release is built with.",
  todo: 'Use machines that live for one job, and approve the runs of outsiders.',
};

/** Jobs on machines of the project's own; worse where pull requests start them. */
export const selfHosted: PinRule = {
  rule,
  *judge(view) {
    for (const { jobs, triggers, file } of view.once(ciOf).workflows)
      for (const { runsOn, id } of jobs) {
        const labels = runsOn?.kind === 'map' ? textsOf(valueOf(runsOn, 'labels')) : textsOf(runsOn);
        const label = labels.find(({ value }) => value.toLowerCase() === 'self-hosted');
        if (label === undefined) continue;
        const open = triggers.some(({ name }) =>
          /^(?:pull_request|pull_request_target|issue_comment)$/.test(name),
        );
        yield {
          kind: 'found',
          at: placeAt(file, label.range),
          message: `The job ${JSON.stringify(id.slice(0, 60))} runs on a machine of the project's own${open ? ', and pull requests start it' : ''}.`,
          ...(open && { severity: 'medium' as const }),
          key: id,
        };
      }
  },
};
