import { quote } from '../../problem/quote.ts';
import { parseRequirement } from '../../requirement/index.ts';
import type { KeyPath } from '../locate/locate.ts';
import { itemsOf, type Say } from '../values.ts';

/** The text is a dependency specifier; a `published` one ends up in metadata, where PyPI takes no URLs. */
export const checkRequirement = (text: string, path: KeyPath, say: Say, published: boolean): void => {
  const read = parseRequirement(text);
  if (read.kind === 'invalid')
    say('requirement', path, `${quote(text)} is no requirement: ${read.problems[0].message}`);
  else if (published && read.target.kind === 'url')
    say('requirement-url', path, `${quote(text)} names a URL, which PyPI refuses.`);
};

/** Each text of the array is one. */
export const checkRequirements = (value: unknown, path: KeyPath, say: Say, published: boolean): void => {
  for (const { text, at } of itemsOf(value, path)) checkRequirement(text, at, say, published);
};
