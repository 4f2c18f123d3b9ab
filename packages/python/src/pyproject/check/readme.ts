import { quote } from '../../problem/quote.ts';
import { type Say, stringOf, type Table, tableOf } from '../values.ts';

const SUFFIX = /\.(?:md|rst|txt)$/i;
const TYPES: ReadonlySet<string> = new Set(['text/markdown', 'text/x-rst', 'text/plain']);

/** `readme` is a file whose type its suffix tells, or a table with a file or text and its content type. */
export const checkReadme = (table: Table, say: Say): void => {
  const value = table.get('readme');
  if (value === undefined) return;
  const path = ['project', 'readme'];
  if (typeof value === 'string') {
    if (!SUFFIX.test(value))
      say('readme', path, `The suffix of ${quote(value)} does not tell its content type.`);
    return;
  }
  const readme = tableOf(value, path, say);
  if (readme === undefined) return;
  if (readme.has('file') === readme.has('text')) say('readme', path, 'The table needs either file or text.');
  stringOf(readme.get('file'), [...path, 'file'], say);
  stringOf(readme.get('text'), [...path, 'text'], say);
  const type = stringOf(readme.get('content-type'), [...path, 'content-type'], say);
  if (!readme.has('content-type')) say('readme', path, 'The table has no content-type.');
  else if (type !== undefined && !TYPES.has((type.split(';', 1)[0] ?? '').trim().toLowerCase()))
    say(
      'readme',
      [...path, 'content-type'],
      `${quote(type)} is not text/markdown, text/x-rst or text/plain.`,
    );
};
