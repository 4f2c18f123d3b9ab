import { entriesOf, mapOf, scalarOf, textsOf, valueOf } from '../yaml/get.ts';
import { placeIn } from '../yaml/place.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../yaml/types.ts';
import { permissionsOf } from './permissions.ts';
import { settingsOf } from './settings.ts';
import { stepsOf } from './steps.ts';
import type { Image, Job } from './types.ts';
import { usesOf } from './uses.ts';

const imageOf = (node: YamlNode | undefined): readonly Image[] => {
  const scalar = node?.kind === 'scalar' ? node : scalarOf(node, 'image');
  if (scalar === undefined || scalar.value === '') return [];
  const from = scalar.value.startsWith('docker://') ? 9 : 0;
  const range = placeIn(scalar, from, scalar.value.length);
  return [{ node: scalar, image: scalar.value.slice(from), range }];
};

const imagesOf = (job: YamlMap): readonly Image[] => [
  ...imageOf(valueOf(job, 'container')),
  ...entriesOf(mapOf(job, 'services')).flatMap(({ value }) => imageOf(value)),
];

/** `defaults.run.shell` of a workflow or a job. */
export const defaultShell = (owner: YamlNode | undefined): YamlScalar | undefined =>
  scalarOf(mapOf(mapOf(owner, 'defaults'), 'run'), 'shell');

const onWindows = (runsOn: YamlNode | undefined): boolean => {
  const labels = runsOn?.kind === 'map' ? textsOf(valueOf(runsOn, 'labels')) : textsOf(runsOn);
  return labels.some(({ value }) => /^windows\b/i.test(value));
};

/** One job of a workflow. */
export const jobOf = (entry: YamlEntry, workflow: YamlMap): Job | undefined => {
  const { key, value: node } = entry;
  if (node.kind !== 'map') return undefined;
  const [condition, uses] = [scalarOf(node, 'if'), scalarOf(node, 'uses')];
  const [runsOn, environment, secrets] = [
    valueOf(node, 'runs-on'),
    valueOf(node, 'environment'),
    valueOf(node, 'secrets'),
  ];
  const matrix = valueOf(mapOf(node, 'strategy'), 'matrix');
  const permissions = permissionsOf(node);
  const shells = [defaultShell(node), defaultShell(workflow)];
  return {
    id: key.value,
    key,
    node,
    needs: textsOf(valueOf(node, 'needs')).map((one) => one.value),
    ...(condition && { condition }),
    ...(runsOn && { runsOn }),
    ...(permissions && { permissions }),
    ...(environment && { environment }),
    env: settingsOf(mapOf(node, 'env')),
    images: imagesOf(node),
    ...(matrix && { matrix }),
    steps: stepsOf(node, { shells, windows: onWindows(runsOn) }),
    ...(uses && { uses: usesOf(uses) }),
    inputs: settingsOf(mapOf(node, 'with')),
    ...(secrets && { secrets }),
  };
};
