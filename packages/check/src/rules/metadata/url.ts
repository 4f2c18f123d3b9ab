import { metadataRule } from './metadata-rule.ts';

export const url = metadataRule(
  {
    id: 'metadata/url',
    title: 'Every URL of the project is an http or https URL',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Project-URL, Home-page, Download-URL',
    why: 'PyPI refuses it; a link of another scheme can do more than open a page.',
    todo: 'Write a full http or https URL.',
  },
  ['url'],
);
