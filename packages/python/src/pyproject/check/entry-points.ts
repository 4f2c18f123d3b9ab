import { parseObjectReference } from '../../entry-points/index.ts';
import { quote } from '../../problem/quote.ts';
import { type Say, stringTableOf, type Table, tableOf } from '../values.ts';

const SCRIPTS = new Map([
  ['scripts', 'console_scripts'],
  ['gui-scripts', 'gui_scripts'],
]);
const pathOf = new Map([...SCRIPTS].map(([key, group]) => [group, ['project', key]]));
const RESERVED: ReadonlySet<string> = new Set(SCRIPTS.values());

/** Reads `scripts`, `gui-scripts` and `entry-points`: group, then name to object reference. */
export const readEntryPointTables = (
  table: Table,
  say: Say,
): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const groups = new Map<string, ReadonlyMap<string, string>>();
  for (const [key, group] of SCRIPTS)
    if (table.has(key)) groups.set(group, stringTableOf(table.get(key), ['project', key], say));
  for (const [group, value] of tableOf(table.get('entry-points'), ['project', 'entry-points'], say) ?? []) {
    const path = ['project', 'entry-points', group];
    if (RESERVED.has(group))
      say('entry-point', path, `${quote(group)} has a table of its own: scripts or gui-scripts.`);
    else groups.set(group, stringTableOf(value, path, say));
  }
  for (const [group, entries] of groups)
    for (const [name, value] of entries) {
      const reference = parseObjectReference(value.split('[', 1)[0] ?? '');
      if (reference === undefined || (RESERVED.has(group) && reference.attributes === undefined))
        say(
          'entry-point',
          [...(pathOf.get(group) ?? ['project', 'entry-points', group]), name],
          `The value ${quote(value)} of ${quote(name)} is not of the form module:object.`,
        );
    }
  return groups;
};
