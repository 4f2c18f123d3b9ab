import { sanitize, shorten } from '@custody/findings';
import type { Evidence, Score } from '../types.ts';

/** `7`, `0–10`, or a dash where there is nothing to judge. */
export const scoreText = (score: Score): string =>
  score.kind === 'decided' ? `${score.score}` : score.kind === 'interval' ? `${score.min}–${score.max}` : '–';

/** A text from the judged tree on one line. */
export const clean = (text: string): string => shorten(sanitize(text), 300);

/** `a/b.yml:12: …` */
export const evidenceText = ({ path, line, text }: Evidence): string =>
  path === undefined ? clean(text) : `${clean(path)}${line === undefined ? '' : `:${line}`}: ${clean(text)}`;

/** Some of a list, and how many are left. */
export const some = <Item>(
  all: readonly Item[],
  most: number,
  write: (item: Item) => string,
): readonly string[] => [
  ...all.slice(0, most).map(write),
  ...(all.length > most ? [`… ${all.length - most} more in the JSON`] : []),
];

const VERDICTS = {
  met: 'yes',
  'not-met': 'no',
  unknown: '?',
  inapplicable: '–',
  'not-shown': '?',
  declared: 'said',
} as const;

export const verdictWord = (verdict: keyof typeof VERDICTS): string => VERDICTS[verdict];
