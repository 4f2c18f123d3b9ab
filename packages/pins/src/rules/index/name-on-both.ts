import type { Rule } from '@custody/findings';
import { listed } from '../../deps/words.ts';
import { isPrivate, shownIndex } from '../../indexes/url.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { severalIn, unanswered } from './several.ts';

const rule: Rule = {
  id: 'index/name-on-both',
  title: 'A name of a private index is not on a public one that is asked too',
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Two projects, perhaps of two owners, answer to one name; which of them is installed depends on versions and on the order of settings.',
  attack:
    'In December 2022 torchtriton was registered on PyPI beside the one on PyTorch’s own index, and took its place for five days.',
  todo: 'If both are yours or one mirrors the other, let one index answer; else name the index for it (uv: `[tool.uv.sources]`), or give the private one another name.',
  online: true,
};

/** Names that a private index and another one both have. */
export const nameOnBoth: PinRule = {
  rule,
  *judge(view) {
    const names = severalIn(view);
    for (const { scope, name, answers } of names) {
      const having = answers.filter(({ answer }) => answer !== undefined && answer !== 'absent');
      if (having.length < 2 || !having.some(({ index }) => isPrivate(index))) continue;
      yield {
        kind: 'found',
        at: placeAt(scope.file, scope.range),
        message: `${name} is on ${listed(having.map(({ index }) => shownIndex(index)))}${scope.strategy === 'merged' ? ': the highest version wins' : `: ${shownIndex(having[0]?.index ?? '')} is asked first`}.`,
        ...(scope.hashed ? { severity: 'low' as const } : {}),
        key: name,
      };
    }
    yield* unanswered(view, names);
  },
};
