import type { Rule } from '@custody/findings';
import { answering, indexScopesIn } from '../../indexes/scopes.ts';
import type { IndexScope } from '../../indexes/types.ts';
import { listed } from '../../deps/words.ts';
import { shownIndex } from '../../indexes/url.ts';
import { type Mend, type PinRule, placeAt, quoted } from '../rule.ts';

const rule: Rule = {
  id: 'index/unsafe-strategy',
  title: 'The first index that has a name answers for it',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'uv stops at the first index that has a name, so that a public one cannot put itself over a private one; the unsafe strategies take that away.',
  todo: 'Leave `first-index`, and name the index of what comes from another one under `[tool.uv.sources]`.',
};

const mendOf = ({ chosen }: IndexScope, indexes: readonly string[]): Mend | undefined => {
  if (chosen?.valueRange === undefined) return undefined;
  const { file, valueRange, text } = chosen;
  const written = Buffer.from(file.bytes.subarray(valueRange.start, valueRange.end)).toString();
  const at = written.indexOf(text);
  if (at === -1) return undefined;
  const start = valueRange.start + at;
  return {
    title: 'let the first index answer',
    // With one index the strategy changes nothing; with several, what is resolved may change.
    safety: indexes.length < 2 ? 'safe' : 'unsafe',
    edits: [
      { path: file.path, splices: [{ range: { start, end: start + text.length }, text: 'first-index' }] },
    ],
  };
};

/** `index-strategy` of uv, where it is one of the unsafe ones. */
export const unsafeStrategy: PinRule = {
  rule,
  *judge(view) {
    const seen = new Set<string>();
    for (const scope of view.once(indexScopesIn)) {
      const { chosen } = scope;
      if (chosen === undefined || !chosen.text.startsWith('unsafe-')) continue;
      const key = `${chosen.file.path}:${chosen.range.start}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const indexes = answering(scope);
      const mend = mendOf(scope, indexes);
      yield {
        kind: 'found',
        at: placeAt(chosen.file, chosen.range),
        message: `${quoted(chosen.text)} lets ${indexes.length < 2 ? 'any index' : listed(indexes.map(shownIndex))} answer for every name.`,
        ...(indexes.length < 2 || scope.hashed ? { severity: 'low' as const } : {}),
        key: chosen.text,
        ...(mend && { mend }),
      };
    }
  },
};
