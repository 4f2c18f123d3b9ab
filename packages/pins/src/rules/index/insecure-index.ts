import type { Rule } from '@custody/findings';
import type { IndexUse } from '../../indexes/types.ts';
import { answersHttps, isLocalHost, shownIndex } from '../../indexes/url.ts';
import { type Mend, type PinRule, placeAt } from '../rule.ts';
import { eachUse } from './each-use.ts';

const rule: Rule = {
  id: 'index/insecure-index',
  title: 'Indexes are asked by https',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'By http anyone on the way can answer in the place of the index, and what they send is installed.',
  todo: 'Write `https://`.',
};

const mendOf = ({ file, url, valueRange }: IndexUse): Mend | undefined => {
  if (valueRange === undefined) return undefined;
  const text = Buffer.from(file.bytes.subarray(valueRange.start, valueRange.end)).toString();
  const at = text.toLowerCase().indexOf('http://');
  // The scheme must stand where the value begins, behind a quote at most.
  if (at === -1 || at > 1) return undefined;
  const start = valueRange.start + at;
  return {
    title: 'ask by https',
    safety: answersHttps(url) ? 'safe' : 'unsafe',
    edits: [{ path: file.path, splices: [{ range: { start, end: start + 'http'.length }, text: 'https' }] }],
  };
};

/** Indexes and pages of links that are asked in the clear. */
export const insecureIndex: PinRule = {
  rule,
  *judge(view) {
    for (const { use } of eachUse(view)) {
      if (!/^http:\/\//i.test(use.url) || isLocalHost(use.url)) continue;
      const mend = mendOf(use);
      yield {
        kind: 'found',
        at: placeAt(use.file, use.valueRange ?? use.range),
        message: `${shownIndex(use.url)} is asked by http.`,
        key: shownIndex(use.url),
        ...(mend && { mend }),
      };
    }
  },
};
