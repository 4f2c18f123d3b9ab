import { quote } from '../../problem/quote.ts';
import type { Check } from './types.ts';

const LONGEST_SUMMARY = 512;
const TYPES: ReadonlySet<string> = new Set(['text/plain', 'text/x-rst', 'text/markdown']);
const VARIANTS: ReadonlySet<string> = new Set(['GFM', 'CommonMark']);

const unquoted = (text: string): string => (/^".*"$/s.test(text) ? text.slice(1, -1) : text);

/** What is wrong with a Description-Content-Type, in words. */
const contentTypeFault = (value: string): string | undefined => {
  const [type = '', ...parameters] = value.split(';').map((part) => part.trim());
  if (!TYPES.has(type.toLowerCase())) return 'is not text/plain, text/x-rst or text/markdown';
  for (const parameter of parameters) {
    if (parameter === '') continue;
    const equals = parameter.indexOf('=');
    const name = parameter.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    const given = unquoted(parameter.slice(equals + 1).trim());
    if (name === '') return 'has a parameter without a value';
    if (name === 'charset' && given !== 'UTF-8') return 'has another charset than UTF-8';
    if (name === 'variant' && type.toLowerCase() === 'text/markdown' && !VARIANTS.has(given))
      return 'has another variant than GFM or CommonMark';
  }
  return undefined;
};

/** Summary, Description-Content-Type and Keywords. */
export const checkText: Check = ({ index, say }) => {
  const summary = index.get('Summary')?.[0];
  if (summary?.value.includes('\n') === true)
    say('summary-lines', 'Summary has more than one line.', summary);
  // Python counts code points; an upper bound on them is the length in code units.
  if (summary !== undefined && summary.value.length > LONGEST_SUMMARY) {
    const length = Array.from(summary.value).length;
    if (length > LONGEST_SUMMARY)
      say('summary-length', `Summary has ${length} characters; PyPI takes ${LONGEST_SUMMARY}.`, summary);
  }
  const type = index.get('Description-Content-Type')?.[0];
  const fault = type === undefined || type.value === '' ? undefined : contentTypeFault(type.value);
  if (type !== undefined && fault !== undefined)
    say('description-content-type', `Description-Content-Type ${quote(type.value)} ${fault}.`, type);
  const keywords = index.get('Keywords')?.[0];
  if (
    keywords !== undefined &&
    !keywords.value.includes(',') &&
    keywords.value.trim().split(/\s+/).length > 2
  )
    say('keywords-separator', `Keywords ${quote(keywords.value)} have no commas between them.`, keywords);
};
