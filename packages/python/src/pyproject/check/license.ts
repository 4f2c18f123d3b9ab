import { parseLicenseExpression } from '../../license/index.ts';
import { quote } from '../../problem/quote.ts';
import { itemsOf, type Say, type Table, tableOf } from '../values.ts';

// Glob patterns specification: these characters, `*`, `?`, `**`, and ranges in brackets.
// Made where it is needed: tables of Unicode take long to build.
const isGlob = (text: string): boolean => /^(?:[\p{L}\p{N}_\-./ *?]|\[[^\]/]+\])+$/u.test(text);

const globFault = (pattern: string): string | undefined => {
  if (pattern.includes('\\')) return 'holds a backslash';
  if (pattern.startsWith('/')) return 'is absolute';
  if (pattern.split('/').includes('..')) return 'holds ".."';
  return isGlob(pattern) ? undefined : 'is no glob pattern';
};

/** `license` is an expression (or the older table), `license-files` are patterns below the project's root. PEP 639. */
export const checkLicense = (table: Table, say: Say): string | undefined => {
  const value = table.get('license');
  for (const { text, at } of itemsOf(table.get('license-files'), ['project', 'license-files'])) {
    const fault = globFault(text);
    if (fault !== undefined) say('license-files', at, `${quote(text)} ${fault}.`);
  }
  if (value === undefined) return undefined;
  if (typeof value !== 'string') {
    const legacy = tableOf(value, ['project', 'license'], say);
    if (legacy === undefined) return undefined;
    say(
      'license-table',
      ['project', 'license'],
      'The table form of license is deprecated: an SPDX expression is a string.',
    );
    if (legacy.has('file') === legacy.has('text'))
      say('license', ['project', 'license'], 'The table needs either file or text.');
    return undefined;
  }
  for (const { code, message } of parseLicenseExpression(value).problems)
    say(
      code === 'not-normalised' || code === 'deprecated' ? 'license-form' : 'license',
      ['project', 'license'],
      message,
    );
  const classifiers = [...itemsOf(table.get('classifiers'), ['project', 'classifiers'])];
  const old = classifiers.find(({ text }) => text.startsWith('License ::'));
  if (old !== undefined)
    say('license-classifier', old.at, 'License classifiers are deprecated where license is an expression.');
  return value;
};
