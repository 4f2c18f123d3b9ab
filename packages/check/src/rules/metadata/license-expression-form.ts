import { metadataRule } from './metadata-rule.ts';

export const licenseExpressionForm = metadataRule(
  {
    id: 'metadata/license-expression-form',
    title: 'License-Expression is in its normal form, without deprecated identifiers',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    standard: 'PEP 639, License-Expression',
    why: 'Tools that compare expressions as text take two spellings for two licences.',
    todo: 'Write each identifier as the SPDX licence list does.',
  },
  ['license-expression-deprecated', 'license-expression-case'],
);
