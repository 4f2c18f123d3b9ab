import { metadataRule } from './metadata-rule.ts';

export const licenseExpressionGrammar = metadataRule(
  {
    id: 'metadata/license-expression-grammar',
    title: 'License-Expression uses "+" and WITH as SPDX defines them',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'SPDX 2.2, Annex D',
    why: 'Strict readers of SPDX refuse what lenient ones take.',
    todo: 'Put "+" behind a licence only, and WITH between a licence and an exception.',
  },
  ['license-expression-form'],
);
