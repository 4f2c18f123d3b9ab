import { quote } from '../../problem/quote.ts';
import type { Check } from './types.ts';

/** Classifiers have the shape `A :: B`; which ones exist is PyPI's list, and not looked up. PEP 301. */
export const checkClassifiers: Check = ({ index, say }) => {
  const seen = new Set<string>();
  for (const field of index.get('Classifier') ?? []) {
    const { value } = field;
    if (value === '') continue;
    const parts = value.split(' :: ');
    if (value.startsWith('Private ::'))
      say('private-classifier', `Classifier ${quote(value)} keeps the project off PyPI.`, field);
    else if (
      parts.length < 2 ||
      parts.some((part) => part === '' || part !== part.trim() || part.includes('::'))
    )
      say('classifier-shape', `Classifier ${quote(value)} is not of the form "Topic :: Subtopic".`, field);
    if (seen.has(value)) say('classifier-duplicate', `Classifier ${quote(value)} is listed twice.`, field);
    seen.add(value);
  }
};
