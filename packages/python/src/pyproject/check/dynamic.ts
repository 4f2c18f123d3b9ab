import { quote } from '../../problem/quote.ts';
import { itemsOf, type Say, type Table } from '../values.ts';

/** The keys of `[project]`, and whether a build backend may add to what is given statically (PEP 808). */
export const PROJECT_KEYS: ReadonlyMap<string, { readonly extensible: boolean }> = new Map(
  [
    ...['name', 'version', 'description', 'readme', 'requires-python', 'license', 'dynamic'].map(
      (key): [string, boolean] => [key, false],
    ),
    ...[
      'authors',
      'classifiers',
      'dependencies',
      'entry-points',
      'gui-scripts',
      'import-names',
      'import-namespaces',
      'keywords',
      'license-files',
      'maintainers',
      'optional-dependencies',
      'scripts',
      'urls',
    ].map((key): [string, boolean] => [key, true]),
  ].map(([key, extensible]) => [key, { extensible }]),
);

/** `dynamic` names keys that are not given, but for lists and tables that may be added to. */
export const checkDynamic = (table: Table, say: Say): void => {
  for (const { text: key, at } of itemsOf(table.get('dynamic'), ['project', 'dynamic'])) {
    const facts = PROJECT_KEYS.get(key);
    if (key === 'name' || key === 'dynamic' || facts === undefined)
      say('dynamic', at, `${quote(key)} cannot be dynamic.`);
    else if (table.has(key) && !facts.extensible)
      say('dynamic', at, `${quote(key)} is dynamic, but is given too.`);
  }
};
