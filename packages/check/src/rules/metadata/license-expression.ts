import { metadataRule } from './metadata-rule.ts';

export const licenseExpression = metadataRule(
  {
    id: 'metadata/license-expression',
    title: 'License-Expression is an SPDX expression of known licences',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, License-Expression; PEP 639',
    why: 'Nobody can work out by it under which terms the software may be used; PyPI refuses it.',
    todo: 'Write an SPDX licence expression, with LicenseRef- for licences of your own.',
  },
  ['license-expression'],
);
