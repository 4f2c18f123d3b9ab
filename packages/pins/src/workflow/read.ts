import { actionOf, type Action } from '../action/action.ts';
import type { RepositoryView } from '../repository/view.ts';
import { readYaml } from '../yaml/read.ts';
import type { YamlDocument } from '../yaml/types.ts';
import type { Workflow } from './types.ts';
import { workflowOf } from './workflow.ts';

/** A file that could not be read, or not as what it should be. */
export type Unread = { readonly path: string; readonly reason: string };

/** Everything of GitHub Actions in a repository. */
export type Ci = {
  /** In the order of their paths. */
  readonly workflows: readonly Workflow[];
  readonly actions: readonly Action[];
  /** Documents of both that have problems. */
  readonly damaged: readonly YamlDocument[];
  readonly unread: readonly Unread[];
};

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const ACTION = /(?:^|\/)action\.ya?ml$/;

/** The workflows and actions of a repository: `view.once(ciOf)`. */
export const ciOf = (view: RepositoryView): Ci => {
  const workflows: Workflow[] = [];
  const actions: Action[] = [];
  const damaged: YamlDocument[] = [];
  const unread: Unread[] = [];
  for (const path of view.repository.paths) {
    const isWorkflow = WORKFLOW.test(path);
    if (!isWorkflow && !ACTION.test(path)) continue;
    const reading = view.repository.read(path);
    if (reading?.kind !== 'file') {
      if (reading !== undefined) unread.push(reading);
      continue;
    }
    const document = readYaml(reading.file);
    if (document.problems.length > 0) damaged.push(document);
    if (isWorkflow) {
      const workflow = workflowOf(document);
      if (workflow !== undefined) workflows.push(workflow);
    } else {
      const action = actionOf(document);
      if (action !== undefined) actions.push(action);
    }
  }
  return { workflows, actions, damaged, unread };
};
