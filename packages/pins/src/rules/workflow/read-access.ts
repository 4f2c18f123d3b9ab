import type { Splice } from '../../fix/apply.ts';
import { insertAfter, insertFirst, lineBreakOf } from '../../fix/insert.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { slugOf } from '../../workflow/slug.ts';
import type { Job, Workflow } from '../../workflow/types.ts';
import type { Mend } from '../rule.ts';
import { pushesIn } from './pushes.ts';

const HARMLESS =
  /^actions\/(?:checkout|cache|setup-\w+|upload-artifact|download-artifact)$|^astral-sh\/setup-uv$|^codecov\/codecov-action$|^pypa\/cibuildwheel$/;

/** Actions that are there to write releases or branches. */
const WRITERS =
  /^(?:softprops\/action-gh-release|ncipollo\/release-action|actions\/create-release|actions\/upload-release-asset|svenstaro\/upload-release-action|peaceiris\/actions-gh-pages|jamesives\/github-pages-deploy-action|stefanzweifel\/git-auto-commit-action|ad-m\/github-push-action)$/;

/** Nothing in the job is known to write with its token: its actions only read, its scripts never name the token, and nothing that they run pushes. */
const onlyReads = (view: RepositoryView, { steps, uses }: Job): boolean =>
  uses === undefined &&
  steps.every((step) => {
    if (step.uses !== undefined && step.uses.target.kind !== 'docker' && !HARMLESS.test(slugOf(step)))
      return false;
    const texts = [
      step.run?.script.value ?? '',
      ...[...step.env, ...step.inputs].map(({ value }) => value.value),
    ];
    return (
      !texts.some((text) => /GITHUB_TOKEN|github\.token|\bgh\s|GH_TOKEN/.test(text)) &&
      pushesIn(view, step) === 'no'
    );
  });

/** The job is seen to write releases, tags or branches. */
const writesContents = (view: RepositoryView, { steps }: Job): boolean =>
  steps.some(
    (step) =>
      WRITERS.test(slugOf(step)) ||
      pushesIn(view, step) === 'yes' ||
      step.scripts.some(({ script }) =>
        /\bgh\s+release\s+(?:create|upload|edit|delete)\b/.test(script.value),
      ),
  );

/** In front of `jobs:`, and of the comment lines that belong to it. */
const beforeJobs = ({ root, file }: Workflow): Splice | undefined => {
  const key = root.byKey.get('jobs')?.key;
  if (key === undefined || root.flow) return undefined;
  const { text } = file;
  let at = key.start;
  if (at > 0 && text[at - 1] !== '\n') return undefined;
  for (;;) {
    const before = text.lastIndexOf('\n', at - 2) + 1;
    if (at === 0 || before >= at || !text.startsWith('#', before)) break;
    at = before;
  }
  const newline = lineBreakOf(file);
  return { range: file.rangeOf(at, at), text: `permissions:${newline}  contents: read${newline}${newline}` };
};

const WRITE = ['permissions:', '  contents: write'];

const atJob = ({ node }: Job): Splice | undefined => {
  const runsOn = node.byKey.get('runs-on');
  return (runsOn && insertAfter(node, runsOn, WRITE)) ?? insertFirst(node, WRITE);
};

/**
 * Says at the top of a workflow that tokens read, and at each of the jobs that have no permissions of their own, and are seen
 * to write releases or branches, that theirs may.
 */
export const mendReadAccess = (
  view: RepositoryView,
  workflow: Workflow,
  open: readonly Job[],
): Mend | undefined => {
  const splice = beforeJobs(workflow);
  if (splice === undefined) return undefined;
  const writing = open.filter((job) => writesContents(view, job)).flatMap((job) => atJob(job) ?? []);
  return {
    title: `give the token of all jobs read access only${writing.length === 0 ? '' : ', and those that are seen to write theirs'}`,
    safety: open.every((job) => onlyReads(view, job)) ? 'safe' : 'unsafe',
    edits: [{ path: workflow.file.path, splices: [splice, ...writing] }],
  };
};
