import { importNameFault, importNameOf } from '../metadata/checks/import-name.ts';
import { isWebUrl } from '../metadata/checks/url.ts';
import { isValidName, normalizeName } from '../name/index.ts';
import { quote } from '../problem/quote.ts';
import { parseSpecifierSet } from '../specifier/index.ts';
import { parseVersion } from '../version/index.ts';
import { checkDynamic, PROJECT_KEYS } from './check/dynamic.ts';
import { readEntryPointTables } from './check/entry-points.ts';
import { checkLicense } from './check/license.ts';
import { checkPeople } from './check/people.ts';
import { checkReadme } from './check/readme.ts';
import { checkRequirements } from './check/requirement.ts';
import type { ProjectTable } from './types.ts';
import { itemsOf, type Say, stringOf, stringsOf, stringTableOf, type Table, tableOf } from './values.ts';

const LONGEST_LABEL = 32;

const checkIdentity = (table: Table, dynamic: readonly string[], say: Say): void => {
  const name = table.get('name');
  const version = table.get('version');
  if (name === undefined) say('missing-key', ['project', 'name'], '[project] has no name.');
  if (typeof name === 'string' && !isValidName(name))
    say('name', ['project', 'name'], `${quote(name)} is not a project name.`);
  if (version === undefined && !dynamic.includes('version'))
    say('missing-key', ['project', 'version'], '[project] has no version, nor says that it is dynamic.');
  if (typeof version === 'string' && parseVersion(version) === undefined)
    say('version', ['project', 'version'], `${quote(version)} is not a version (PEP 440).`);
};

const readExtras = (table: Table, say: Say): ReadonlyMap<string, readonly string[]> => {
  const extras = new Map<string, readonly string[]>();
  const seen = new Map<string, string>();
  for (const [name, value] of tableOf(
    table.get('optional-dependencies'),
    ['project', 'optional-dependencies'],
    say,
  ) ?? []) {
    const path = ['project', 'optional-dependencies', name];
    const before = seen.get(normalizeName(name));
    if (!isValidName(name)) say('extra', path, `${quote(name)} is not a valid name.`);
    else if (before !== undefined)
      say('extra', path, `${quote(name)} and ${quote(before)} are one extra, without regard to spelling.`);
    seen.set(normalizeName(name), name);
    const requirements = stringsOf(value, path, say) ?? [];
    checkRequirements(value, path, say, true);
    extras.set(name, requirements);
  }
  return extras;
};

const checkImportNames = (table: Table, say: Say): void => {
  const names = [...itemsOf(table.get('import-names'), ['project', 'import-names'])];
  const spaces = [...itemsOf(table.get('import-namespaces'), ['project', 'import-namespaces'])];
  const exclusive = new Set(names.map(({ text }) => importNameOf(text)));
  for (const { text, at } of [...names, ...spaces]) {
    const fault = text === '' && at[1] === 'import-names' ? undefined : importNameFault(text);
    if (fault !== undefined) say('import-name', at, `${quote(text)} ${fault}.`);
  }
  for (const { text, at } of spaces)
    if (exclusive.has(importNameOf(text)))
      say('import-name', at, `${quote(text)} stands in import-names and import-namespaces.`);
  const given = table.get('import-namespaces');
  if (Array.isArray(given) && given.length === 0)
    say('import-name', ['project', 'import-namespaces'], 'import-namespaces must not be empty.');
};

const checkUrls = (urls: ReadonlyMap<string, string>, say: Say): void => {
  for (const [label, url] of urls) {
    if (label.length > LONGEST_LABEL)
      say(
        'url',
        ['project', 'urls', label],
        `The label ${quote(label)} has more than ${LONGEST_LABEL} characters.`,
      );
    if (!isWebUrl(url)) say('url', ['project', 'urls', label], `${quote(url)} is not an http or https URL.`);
  }
};

/** Reads `[project]`. pyproject.toml specification (PEPs 621, 639, 794, 808). */
export const readProject = (table: Table, say: Say): ProjectTable => {
  for (const key of table.keys())
    if (!PROJECT_KEYS.has(key)) say('unknown-key', ['project', key], `[project] has no key ${quote(key)}.`);
  const text = (key: string): string | undefined => stringOf(table.get(key), ['project', key], say);
  const texts = (key: string): readonly string[] | undefined =>
    stringsOf(table.get(key), ['project', key], say);
  const dynamic = texts('dynamic') ?? [];
  const [name, version, description, requiresPython] = [
    'name',
    'version',
    'description',
    'requires-python',
  ].map(text);
  const [licenseFiles, importNames, importNamespaces] = [
    'license-files',
    'import-names',
    'import-namespaces',
  ].map(texts);
  const classifiers = texts('classifiers') ?? [];
  const dependencies = texts('dependencies') ?? [];
  const urls = stringTableOf(table.get('urls'), ['project', 'urls'], say);
  texts('keywords');
  checkIdentity(table, dynamic, say);
  checkDynamic(table, say);
  if (description?.includes('\n') === true)
    say('description', ['project', 'description'], 'The description has more than one line.');
  const python = requiresPython === undefined ? undefined : parseSpecifierSet(requiresPython);
  if (python?.kind === 'invalid')
    say(
      'requires-python',
      ['project', 'requires-python'],
      `${quote(requiresPython ?? '')} is no specifier set.`,
    );
  for (const { text: classifier, at } of itemsOf(table.get('classifiers'), ['project', 'classifiers']))
    if (!classifier.includes(' :: '))
      say('classifier', at, `${quote(classifier)} is not of the form "Topic :: Subtopic".`);
  checkPeople(table, say);
  checkReadme(table, say);
  checkUrls(urls, say);
  checkImportNames(table, say);
  checkRequirements(table.get('dependencies'), ['project', 'dependencies'], say, true);
  const license = checkLicense(table, say);
  return {
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(description === undefined ? {} : { description }),
    ...(requiresPython === undefined ? {} : { requiresPython }),
    ...(license === undefined ? {} : { license }),
    ...(licenseFiles === undefined ? {} : { licenseFiles }),
    classifiers,
    dependencies,
    optionalDependencies: readExtras(table, say),
    urls,
    entryPoints: readEntryPointTables(table, say),
    ...(importNames === undefined ? {} : { importNames }),
    ...(importNamespaces === undefined ? {} : { importNamespaces }),
    dynamic,
  };
};
