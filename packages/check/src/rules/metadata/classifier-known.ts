import type { Rule } from '@custody/findings';
import type { MetadataView } from '../../views/metadata.ts';
import { HOLDS, type JudgedRule, undecided } from '../rule.ts';

const rule: Rule = {
  id: 'metadata/classifier-known',
  title: "Every classifier is on PyPI's list",
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects'],
  standard: 'PyPI, classifiers',
  why: 'PyPI refuses the upload with a classifier that it does not know.',
  todo: "Take the classifier from PyPI's list.",
  online: true,
};

/** M06, the list: it changes without a release of anything, so that only the index knows it. */
export const classifierKnown: JudgedRule<MetadataView> = {
  rule,
  judge: ({ file, entry, parsed }) =>
    parsed.metadata.classifiers.length === 0
      ? HOLDS
      : undecided({ rule, reason: 'offline: the index was not asked', location: { file, entry } }),
};
