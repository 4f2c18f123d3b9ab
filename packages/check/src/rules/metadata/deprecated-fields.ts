import { metadataRule } from './metadata-rule.ts';

export const deprecatedFields = metadataRule(
  {
    id: 'metadata/deprecated-fields',
    title: 'No deprecated field is used',
    severity: 'info',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications, Deprecated Fields',
    why: 'Tools stop reading deprecated fields; what replaced them is read by all.',
    todo: 'Use Project-URL for Home-page and Download-URL, and Requires-Dist and Provides-Extra for the others.',
  },
  ['deprecated-field'],
);
