import { metadataRule } from './metadata-rule.ts';

export const classifierForm = metadataRule(
  {
    id: 'metadata/classifier-form',
    title: 'Every classifier has the form "Topic :: Subtopic"',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects'],
    standard: 'PyPI, classifiers; PEP 301',
    why: 'PyPI takes only classifiers of its list, all of which have this form.',
    todo: "Take the classifier from PyPI's list.",
  },
  ['classifier-shape'],
);
