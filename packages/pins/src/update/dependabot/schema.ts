import { entriesOf, mapOf, scalarOf, seqOf, textsOf, valueOf } from '../../yaml/get.ts';
import type { YamlNode } from '../../yaml/types.ts';
import { ECOSYSTEMS } from '../manifests/types.ts';
import { hasGlob } from './glob.ts';
import {
  ALLOW_KEYS,
  CHOICES,
  COOLDOWN_KEYS,
  DAYS,
  GONE_KEYS,
  GROUP_KEYS,
  IGNORE_KEYS,
  INTERVALS,
  MOST_DAYS,
  SCHEDULE_KEYS,
  TOP_KEYS,
  UPDATE_KEYS,
  UPDATE_TYPES,
} from './keys.ts';
import type { Dependabot, SchemaProblem, UpdateEntry } from './types.ts';

type Say = (node: Pick<YamlNode, 'range'>, message: string, refused?: boolean) => void;

const shown = (text: string): string => JSON.stringify(text.slice(0, 60));

const unknownKeys = (
  node: YamlNode | undefined,
  known: ReadonlySet<string>,
  where: string,
  say: Say,
): void => {
  for (const { key } of entriesOf(node))
    if (!known.has(key.value)) say(key, `${where} has no key ${shown(key.value)}`);
};

const oneOf = (node: YamlNode | undefined, known: ReadonlySet<string>, what: string, say: Say): void => {
  for (const one of textsOf(node)) if (!known.has(one.value)) say(one, `${shown(one.value)} is no ${what}`);
};

const checkSchedule = ({ node, schedule, group }: UpdateEntry, say: Say): void => {
  if (schedule === undefined) {
    if (group === undefined) say(node, 'the entry has no schedule');
    return;
  }
  const { value } = schedule;
  unknownKeys(value, SCHEDULE_KEYS, 'schedule', say);
  const [interval, cron, time] = [
    scalarOf(value, 'interval'),
    scalarOf(value, 'cronjob'),
    scalarOf(value, 'time'),
  ];
  if (interval === undefined) say(schedule.key, 'schedule has no interval');
  oneOf(interval, INTERVALS, 'interval', say);
  oneOf(scalarOf(value, 'day'), DAYS, 'day of the week', say);
  if (interval?.value === 'cron' && cron === undefined)
    say(schedule.key, 'the interval "cron" needs a cronjob');
  if (time !== undefined && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time.value))
    say(time, `${shown(time.value)} is no time of the form hh:mm`);
};

const checkCooldown = ({ cooldown }: UpdateEntry, say: Say): void => {
  if (cooldown === undefined) return;
  unknownKeys(cooldown.node, COOLDOWN_KEYS, 'cooldown', say);
  for (const { key, value } of cooldown.node.entries) {
    if (!key.value.endsWith('-days') || value.kind !== 'scalar') continue;
    if (!/^\d{1,3}$/.test(value.value) || Number(value.value) > MOST_DAYS)
      say(value, `${key.value} is a number of days from 0 to ${MOST_DAYS}, not ${shown(value.value)}`);
  }
};

const checkDirectories = (
  { node, directories, directoryList, directoryEntry }: UpdateEntry,
  say: Say,
): void => {
  const both = node.byKey.get('directory') !== undefined && node.byKey.get('directories') !== undefined;
  if (both) say(node.byKey.get('directory')?.key ?? node, 'directory and directories are given together');
  if (directoryEntry === undefined || directories.length === 0)
    say(directoryEntry?.key ?? node, 'the entry names no directory');
  for (const one of directories)
    if (directoryList === undefined && hasGlob(one.value))
      say(one, `directory takes no patterns: ${shown(one.value)} needs directories`, false);
};

const checkGroups = (entry: UpdateEntry, { groups }: Dependabot, say: Say): void => {
  for (const { key, value } of entriesOf(mapOf(entry.node, 'groups'))) {
    unknownKeys(value, GROUP_KEYS, `the group ${shown(key.value)}`, say);
    if (entriesOf(value).length === 0)
      say(key, `the group ${shown(key.value)} says nothing of what is in it`);
  }
  const { group } = entry;
  if (group !== undefined && !groups.has(group.value))
    say(group, `${shown(group.value)} is none of the multi-ecosystem-groups`);
  if (group !== undefined && textsOf(valueOf(entry.node, 'patterns')).length === 0)
    say(group, 'an entry of a multi-ecosystem-group names the patterns that belong to it');
};

const checkEntry = (entry: UpdateEntry, config: Dependabot, say: Say): void => {
  const { node, ecosystem } = entry;
  unknownKeys(node, UPDATE_KEYS, 'an entry of updates', say);
  for (const { key } of node.entries) {
    const instead = GONE_KEYS.get(key.value);
    if (instead !== undefined) say(key, `${key.value} has no effect any more: ${instead}`, false);
  }
  if (ecosystem === undefined) say(node, 'the entry has no package-ecosystem');
  else if (!config.beta && !ECOSYSTEMS.some((one) => one === ecosystem.value))
    say(ecosystem, `${shown(ecosystem.value)} is no package-ecosystem`);
  checkDirectories(entry, say);
  checkSchedule(entry, say);
  checkCooldown(entry, say);
  checkGroups(entry, config, say);
  for (const { node: ignored, updateTypes } of entry.ignored) {
    unknownKeys(ignored, IGNORE_KEYS, 'ignore', say);
    for (const one of updateTypes) oneOf(one, UPDATE_TYPES, 'update-type', say);
  }
  for (const allowed of seqOf(node, 'allow')?.items ?? []) unknownKeys(allowed, ALLOW_KEYS, 'allow', say);
  for (const [key, choices] of CHOICES) oneOf(scalarOf(node, key), choices, key, say);
  const limit = scalarOf(node, 'open-pull-requests-limit');
  if (limit !== undefined && !/^\d{1,4}$/.test(limit.value))
    say(limit, `open-pull-requests-limit is a number, not ${shown(limit.value)}`);
  for (const one of textsOf(valueOf(node, 'registries')))
    if (one.value !== '*' && !config.registries.has(one.value))
      say(one, `${shown(one.value)} is none of the registries`);
};

/** What GitHub refuses or passes over in a Dependabot configuration, in order of place; at most 100 things. */
export const schemaProblems = (config: Dependabot): readonly SchemaProblem[] => {
  const problems: SchemaProblem[] = [];
  const say: Say = ({ range }, message, refused = true) => {
    if (problems.length < 100) problems.push({ message, range, refused });
  };
  const { root, list, document } = config;
  for (const { message, range } of document.problems) say({ range }, message);
  unknownKeys(root, TOP_KEYS, 'the file', say);
  const version = scalarOf(root, 'version');
  if (version?.value !== '2') say(version ?? root, 'version is not 2');
  if (list === undefined) say(root.byKey.get('updates')?.key ?? root, 'updates is no list');
  for (const item of list?.items ?? []) if (item.kind !== 'map') say(item, 'an entry of updates is no map');
  for (const entry of config.updates) checkEntry(entry, config, say);
  return problems.toSorted((a, b) => a.range.start - b.range.start);
};
