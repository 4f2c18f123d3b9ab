import { projectRule } from './project-rule.ts';

export const licenseForm = projectRule(
  {
    id: 'project/license-form',
    title: 'The license is in its normal form, without deprecated identifiers',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    standard: 'PEP 639',
    why: 'Tools that compare expressions as text take two spellings for two licences.',
    todo: 'Write each identifier as the SPDX licence list does.',
  },
  ['license-form'],
);
