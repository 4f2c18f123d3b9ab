import { settingNamed } from '../../workflow/settings.ts';
import type { Job, Workflow } from '../../workflow/types.ts';
import { jobsBefore } from '../../workflow/publishing.ts';
import { slugOf } from '../../workflow/slug.ts';

/** What of an artifact's name stands before the first character that is only known when it runs. */
const fixedPart = (name: string): string => name.split(/[*?[{!$]/)[0] ?? '';

/** The fixed parts of the names under which a job hands over artifacts, or takes them; an empty one stands for any. */
const namesOf = ({ steps }: Job, slug: string): readonly string[] =>
  steps
    .filter((step) => slugOf(step) === slug)
    .map((step) =>
      fixedPart(
        (settingNamed(step.inputs, 'name') ?? settingNamed(step.inputs, 'pattern'))?.value.value ?? '',
      ),
    );

const mayBeOne = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** A job, and those before it whose artifacts end in it, over any number of hands. */
export const makersOf = (workflow: Workflow, job: Job): readonly Job[] => {
  const before = jobsBefore(workflow, job);
  const makers = [job];
  for (const one of makers) {
    const taken = namesOf(one, 'actions/download-artifact');
    for (const other of taken.length === 0 ? [] : before) {
      const handed = namesOf(other, 'actions/upload-artifact');
      if (!makers.includes(other) && handed.some((name) => taken.some((want) => mayBeOne(name, want))))
        makers.push(other);
    }
  }
  return makers;
};
