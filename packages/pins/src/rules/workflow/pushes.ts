import type { RepositoryView } from '../../repository/view.ts';
import { type RunText, runTextsOf } from '../../workflow/run-texts.ts';
import type { Step } from '../../workflow/types.ts';

/** Commands that write to the repository, as a shell or a list of arguments has them. */
const PUSHES =
  /\bgit["']?,?\s+(?:["']?-\S+\s+\S+\s+)?["']?push\b|\bgh-deploy\b|\bmike["']?,?\s+["']?(?:deploy|delete|set-default|alias)\b|\bghp-import\b|\bgh-pages\b|\bsemantic-release\b|\btbump\b|\bdoctr\s+deploy\b/;

const known = (view: RepositoryView): Map<string, boolean> => {
  // The view is what they are remembered for.
  void view;
  return new Map();
};

/** Files are looked through once, however many steps run them. */
const pushes = (view: RepositoryView, one: RunText): boolean => {
  if (one.of === 'step') return PUSHES.test(one.text);
  const files = view.once(known);
  const before = files.get(one.path);
  if (before !== undefined) return before;
  const found = PUSHES.test(one.text);
  files.set(one.path, found);
  return found;
};

/**
 * Whether a step writes to the repository with git. `yes`: its script does, or a file of the repository that it names;
 * `maybe`: a task of a runner that it starts does; `no`: nothing of it is to be seen.
 */
export const pushesIn = (view: RepositoryView, step: Step): 'yes' | 'maybe' | 'no' => {
  const found = runTextsOf(view, step).filter((one) => pushes(view, one));
  if (found.some((one) => one.of !== 'tasks')) return 'yes';
  return found.length > 0 ? 'maybe' : 'no';
};
