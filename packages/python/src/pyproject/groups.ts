import { isValidName, normalizeName } from '../name/index.ts';
import { quote } from '../problem/quote.ts';
import { checkRequirement } from './check/requirement.ts';
import type { KeyPath } from './locate/locate.ts';
import type { DependencyGroup, GroupItem } from './types.ts';
import { fieldOf, type Say, type Table, tableOf } from './values.ts';

const readItem = (item: unknown, path: KeyPath, say: Say): GroupItem | undefined => {
  if (typeof item === 'string') {
    checkRequirement(item, path, say, false);
    return { kind: 'requirement', text: item };
  }
  const table = tableOf(item, path, say);
  if (table === undefined) return undefined;
  const group = table.get('include-group');
  if (table.size === 1 && typeof group === 'string') return { kind: 'include', group: normalizeName(group) };
  say('group-include', path, 'The table is not of the form {include-group = "name"}.');
  return undefined;
};

/** Includes that lead nowhere or in a circle. Each group is walked once, without recursion: linear in the number of includes. */
const checkIncludes = (groups: ReadonlyMap<string, DependencyGroup>, say: Say): void => {
  const includesOf = (group: string): readonly string[] =>
    (groups.get(group)?.items ?? []).flatMap((item) => (item.kind === 'include' ? [item.group] : []));
  const state = new Map<string, 'open' | 'done'>();
  for (const start of groups.keys()) {
    const open: { readonly group: string; readonly rest: string[] }[] = [];
    const enter = (group: string): void => {
      state.set(group, 'open');
      open.push({ group, rest: [...includesOf(group)] });
    };
    if (!state.has(start)) enter(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.pop();
      const path = ['dependency-groups', groups.get(top.group)?.name ?? top.group];
      if (next === undefined) {
        state.set(top.group, 'done');
        open.pop();
      } else if (!groups.has(next))
        say('group-include', path, `${quote(top.group)} includes ${quote(next)}, which is no group.`);
      else if (state.get(next) === 'open')
        say('group-cycle', path, `${quote(top.group)} includes ${quote(next)}, which includes it.`);
      else if (!state.has(next)) enter(next);
    }
  }
};

/** Reads `[dependency-groups]`. Includes are not expanded: that can grow without bound. PEP 735. */
export const readGroups = (table: Table, say: Say): ReadonlyMap<string, DependencyGroup> => {
  const groups = new Map<string, DependencyGroup>();
  for (const [name, value] of table) {
    const path = ['dependency-groups', name];
    if (!isValidName(name)) say('group-name', path, `${quote(name)} is not a valid name.`);
    const key = normalizeName(name);
    const before = groups.get(key);
    if (before !== undefined)
      say(
        'group-name',
        path,
        `${quote(name)} and ${quote(before.name)} are one group, without regard to spelling.`,
      );
    if (!Array.isArray(value)) {
      say('wrong-type', path, `${fieldOf(path)} is not an array.`);
      continue;
    }
    const items = (value as readonly unknown[]).flatMap((item, i) => readItem(item, [...path, i], say) ?? []);
    groups.set(key, { name, items });
  }
  checkIncludes(groups, say);
  return groups;
};
