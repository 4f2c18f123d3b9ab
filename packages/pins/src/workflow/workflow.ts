import { entriesOf, mapOf, scalarOf, textsOf, valueOf } from '../yaml/get.ts';
import type { YamlDocument, YamlNode } from '../yaml/types.ts';
import { jobOf } from './jobs.ts';
import { permissionsOf } from './permissions.ts';
import { settingsOf } from './settings.ts';
import type { Job, Trigger, Workflow } from './types.ts';

const triggersOf = (node: YamlNode | undefined): readonly Trigger[] =>
  node?.kind === 'map'
    ? node.entries.map(({ key, value }) => ({ name: key.value, node: key, config: value }))
    : textsOf(node).map((one) => ({ name: one.value, node: one }));

/** A workflow file as a typed view; `undefined` where it has no map at its root. */
export const workflowOf = (document: YamlDocument): Workflow | undefined => {
  const { root, source: file } = document;
  if (root?.kind !== 'map') return undefined;
  const name = scalarOf(root, 'name');
  const permissions = permissionsOf(root);
  const jobs = entriesOf(mapOf(root, 'jobs')).map((entry) => jobOf(entry, root));
  return {
    file,
    document,
    root,
    ...(name && { name }),
    triggers: triggersOf(valueOf(root, 'on')),
    ...(permissions && { permissions }),
    env: settingsOf(mapOf(root, 'env')),
    jobs: jobs.filter((job): job is Job => job !== undefined),
  };
};

/** The trigger of that name. */
export const triggerNamed = ({ triggers }: Workflow, name: string): Trigger | undefined =>
  triggers.find((one) => one.name === name);
