import { metadataRule } from './metadata-rule.ts';

export const licenseAndExpression = metadataRule(
  {
    id: 'metadata/license-and-expression',
    title: 'License and License-Expression are not both given',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'PEP 639, License-Expression',
    why: 'Two fields could state two licences; PyPI refuses it.',
    todo: 'Keep License-Expression.',
  },
  ['license-and-expression'],
);
