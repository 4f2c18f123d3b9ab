import { quote } from '../../problem/quote.ts';
import { parseRequirement } from '../../requirement/index.ts';
import type { Say } from '../values.ts';

/** Each text is a dependency specifier; `published` ones end up in metadata, where PyPI takes no URLs. */
export const checkRequirements = (
  texts: readonly string[],
  field: string,
  say: Say,
  published: boolean,
): void => {
  texts.forEach((text, i) => {
    const read = parseRequirement(text);
    if (read.kind === 'invalid')
      say('requirement', `${field}[${i}]`, `${quote(text)} is no requirement: ${read.problems[0].message}`);
    else if (published && read.target.kind === 'url')
      say('requirement-url', `${field}[${i}]`, `${quote(text)} names a URL, which PyPI refuses.`);
  });
};
