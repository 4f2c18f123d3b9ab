import { ciOf } from '../../workflow/read.ts';
import { publishingIn } from '../../workflow/publishing.ts';
import type { Workflow } from '../../workflow/types.ts';
import { decided, INCONCLUSIVE } from '../score.ts';
import type { Check } from '../types.ts';
import { jobMatches, type StepMatch } from './jobs.ts';

/** Jobs that publish (`checks/fileparser/github_workflow.go`, `IsPackagingWorkflow`). */
const PUBLISHERS: readonly (readonly StepMatch[])[] = [
  [
    { uses: 'actions/setup-node', with: { 'registry-url': 'https://registry.npmjs.org' } },
    { run: /npm.{0,400}publish/ },
  ],
  [{ uses: 'actions/setup-java' }, { run: /mvn.{0,400}deploy/ }],
  [{ uses: 'actions/setup-java' }, { run: /gradle.{0,400}publish/ }],
  [{ run: /sbt.{0,400}ci-release/ }],
  [{ run: /gem.{0,400}push/ }],
  [{ run: /nuget.{0,400}push/ }],
  [{ run: /docker.{0,400}push/ }],
  [{ uses: 'docker/build-push-action' }],
  [{ uses: 'pypa/gh-action-pypi-publish' }],
  [{ uses: 'relekang/python-semantic-release' }],
  [{ uses: 'goreleaser/goreleaser-action' }],
  [{ run: /cargo.{0,400}publish/ }],
  [{ uses: 'imjasonh/setup-ko' }, { uses: 'ko-build/setup-ko' }],
  [{ run: /npx.{0,400}semantic-release/ }],
  [{ uses: 'erlef/setup-elixir' }, { run: /hex.publish/ }],
];

/** Whether a workflow publishes, as Scorecard sees it. */
export const isPackaging = ({ jobs }: Workflow): boolean =>
  jobs.some((job) => PUBLISHERS.some((one) => jobMatches(job, one)));

/** `checks/evaluation/packaging.go`: found or inconclusive, never 0. */
export const packaging: Check = {
  name: 'Packaging',
  risk: 'medium',
  todo: 'Publish from a workflow, with Trusted Publishing.',
  judge: ({ view }) => {
    const found = view.once(ciOf).workflows.find(isPackaging);
    if (found !== undefined) return { score: decided(10), reason: `${found.file.path} publishes`, lost: [] };
    const [other] = publishingIn(view);
    return {
      score: INCONCLUSIVE,
      reason: 'no workflow that publishes, as Scorecard looks for one',
      lost: [],
      also:
        other === undefined
          ? []
          : [
              {
                path: other.at.file.path,
                line: other.at.file.positionAt(other.range.start).line,
                text: `${other.tool} publishes here, which Scorecard does not know`,
              },
            ],
    };
  },
};
