import type { RepositoryView } from '../../repository/view.ts';
import { runTextsOf } from '../../workflow/run-texts.ts';
import type { Step } from '../../workflow/types.ts';

/** Commands that write to the repository, as a shell or a list of arguments has them. */
const PUSHES =
  /\bgit["']?,?\s+(?:["']?-\S+\s+\S+\s+)?["']?push\b|\bgh-deploy\b|\bmike["']?,?\s+["']?(?:deploy|delete|set-default|alias)\b|\bghp-import\b|\bgh-pages\b|\bsemantic-release\b|\btbump\b|\bdoctr\s+deploy\b/;

/**
 * Whether a step writes to the repository with git. `yes`: its script does, or a file of the repository that it names;
 * `maybe`: a task of a runner that it starts does; `no`: nothing of it is to be seen.
 */
export const pushesIn = (view: RepositoryView, step: Step): 'yes' | 'maybe' | 'no' => {
  const found = runTextsOf(view, step).filter(({ text }) => PUSHES.test(text));
  if (found.some((one) => one.of !== 'tasks')) return 'yes';
  return found.length > 0 ? 'maybe' : 'no';
};
