import { parseObjectReference } from '../entry-points/index.ts';
import { quote } from '../problem/quote.ts';
import { checkRequirements } from './check/requirement.ts';
import type { BuildSystem } from './types.ts';
import { itemsOf, type Say, stringOf, stringsOf, type Table } from './values.ts';

const KEYS: ReadonlySet<string> = new Set(['requires', 'build-backend', 'backend-path']);

/** Reads `[build-system]`. PEP 517, PEP 518. */
export const readBuildSystem = (table: Table, say: Say): BuildSystem => {
  for (const key of table.keys())
    if (!KEYS.has(key)) say('unknown-key', ['build-system', key], `[build-system] has no key ${quote(key)}.`);
  const requires = stringsOf(table.get('requires'), ['build-system', 'requires'], say);
  if (requires === undefined && !table.has('requires'))
    say('missing-key', ['build-system', 'requires'], '[build-system] has no requires.');
  checkRequirements(table.get('requires'), ['build-system', 'requires'], say, false);
  const buildBackend = stringOf(table.get('build-backend'), ['build-system', 'build-backend'], say);
  if (buildBackend !== undefined && parseObjectReference(buildBackend) === undefined)
    say(
      'build-backend',
      ['build-system', 'build-backend'],
      `${quote(buildBackend)} is not of the form module:object.`,
    );
  const backendPath = stringsOf(table.get('backend-path'), ['build-system', 'backend-path'], say);
  if (backendPath !== undefined && buildBackend === undefined)
    say('backend-path', ['build-system', 'backend-path'], 'backend-path is given without build-backend.');
  for (const { text, at } of itemsOf(table.get('backend-path'), ['build-system', 'backend-path']))
    if (/^[/\\]|^[A-Za-z]:/.test(text) || text.split(/[/\\]/).includes('..'))
      say('backend-path', at, `${quote(text)} does not lie in the source tree.`);
  return {
    requires: requires ?? [],
    ...(buildBackend === undefined ? {} : { buildBackend }),
    ...(backendPath === undefined ? {} : { backendPath }),
  };
};
