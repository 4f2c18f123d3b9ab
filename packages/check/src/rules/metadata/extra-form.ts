import { metadataRule } from './metadata-rule.ts';

export const extraForm = metadataRule(
  {
    id: 'metadata/extra-form',
    title: 'Extras are written in normal form',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications, Provides-Extra; PEP 685',
    why: 'Older installers compare extras as text and then install nothing for another spelling.',
    todo: 'Write them in lower case with single hyphens.',
  },
  ['provides-extra-form'],
);
