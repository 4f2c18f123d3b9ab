import type { RepositoryView } from '../../repository/view.ts';
import { entriesOf, entryOf, mapOf, scalarOf, seqOf, textsOf, valueOf } from '../../yaml/get.ts';
import { readYaml } from '../../yaml/read.ts';
import type { YamlDocument, YamlMap, YamlNode } from '../../yaml/types.ts';
import type { Cooldown, Dependabot, IgnoredUpdate, UpdateEntry } from './types.ts';

const daysAt = (node: YamlMap, key: string): Cooldown['defaultDays'] => {
  const found = scalarOf(node, key);
  return found !== undefined && /^\d{1,5}$/.test(found.value)
    ? { days: Number(found.value), node: found }
    : undefined;
};

const cooldownOf = (node: YamlMap): Cooldown => {
  const [defaultDays, majorDays, minorDays, patchDays] = [
    daysAt(node, 'default-days'),
    daysAt(node, 'semver-major-days'),
    daysAt(node, 'semver-minor-days'),
    daysAt(node, 'semver-patch-days'),
  ];
  return {
    node,
    ...(defaultDays && { defaultDays }),
    ...(majorDays && { majorDays }),
    ...(minorDays && { minorDays }),
    ...(patchDays && { patchDays }),
    include: textsOf(valueOf(node, 'include')),
    exclude: textsOf(valueOf(node, 'exclude')),
  };
};

const ignoredOf = (node: YamlNode): readonly IgnoredUpdate[] => {
  if (node.kind !== 'map') return [];
  const name = scalarOf(node, 'dependency-name');
  return [
    {
      node,
      ...(name && { name }),
      versions: textsOf(valueOf(node, 'versions')),
      updateTypes: textsOf(valueOf(node, 'update-types')),
    },
  ];
};

const updateOf = (node: YamlMap): UpdateEntry => {
  const list = seqOf(node, 'directories');
  const directory = scalarOf(node, 'directory');
  const directoryEntry = list === undefined ? entryOf(node, 'directory') : entryOf(node, 'directories');
  const [ecosystem, externalExecution, targetBranch, group] = [
    scalarOf(node, 'package-ecosystem'),
    scalarOf(node, 'insecure-external-code-execution'),
    scalarOf(node, 'target-branch'),
    scalarOf(node, 'multi-ecosystem-group'),
  ];
  const [schedule, cooldown] = [entryOf(node, 'schedule'), mapOf(node, 'cooldown')];
  const interval = scalarOf(schedule?.value, 'interval');
  return {
    node,
    ...(ecosystem && { ecosystem }),
    directories: list === undefined ? (directory === undefined ? [] : [directory]) : textsOf(list),
    ...(directoryEntry && { directoryEntry }),
    ...(list && { directoryList: list }),
    excluded: textsOf(valueOf(node, 'exclude-paths')),
    ...(schedule && { schedule }),
    ...(interval && { interval }),
    ...(cooldown && { cooldown: cooldownOf(cooldown) }),
    ignored: (seqOf(node, 'ignore')?.items ?? []).flatMap(ignoredOf),
    ...(externalExecution && { externalExecution }),
    ...(targetBranch && { targetBranch }),
    ...(group && { group }),
    securityOnly: scalarOf(node, 'open-pull-requests-limit')?.value === '0',
  };
};

const namesIn = (node: YamlNode | undefined): ReadonlySet<string> =>
  new Set(entriesOf(node).map(({ key }) => key.value));

/** A configuration of Dependabot as a typed view; `undefined` where it has no map at its root. */
export const dependabotOf = (document: YamlDocument): Dependabot | undefined => {
  const { root, source: file } = document;
  if (root?.kind !== 'map') return undefined;
  const list = seqOf(root, 'updates');
  return {
    file,
    document,
    root,
    ...(list && { list }),
    updates: (list?.items ?? []).flatMap((item) => (item.kind === 'map' ? [updateOf(item)] : [])),
    groups: namesIn(mapOf(root, 'multi-ecosystem-groups')),
    registries: namesIn(mapOf(root, 'registries')),
    beta: scalarOf(root, 'enable-beta-ecosystems')?.value === 'true',
  };
};

export const DEPENDABOT_PATHS = ['.github/dependabot.yml', '.github/dependabot.yaml'] as const;

/** Dependabot's configuration in a repository, or why it could not be read. */
export type DependabotReading =
  | { readonly kind: 'read'; readonly dependabot: Dependabot }
  | { readonly kind: 'empty'; readonly document: YamlDocument }
  | { readonly kind: 'unread'; readonly path: string; readonly reason: string };

/** The repository's Dependabot configuration: `view.once(dependabotIn)`. GitHub reads the first of the two names. */
export const dependabotIn = (view: RepositoryView): DependabotReading | undefined => {
  for (const path of DEPENDABOT_PATHS) {
    const reading = view.repository.read(path);
    if (reading === undefined) continue;
    if (reading.kind === 'unreadable') return { kind: 'unread', path, reason: reading.reason };
    const document = readYaml(reading.file);
    const dependabot = dependabotOf(document);
    return dependabot === undefined ? { kind: 'empty', document } : { kind: 'read', dependabot };
  }
  return undefined;
};
