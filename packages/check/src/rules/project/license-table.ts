import { projectRule } from './project-rule.ts';

export const licenseTable = projectRule(
  {
    id: 'project/license-table',
    title: 'The license is a string, not a table',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 639, Deprecate license.file and license.text',
    why: 'The table is deprecated: build backends will stop reading it.',
    todo: 'Write license = "<SPDX expression>" and license-files = [...].',
  },
  ['license-table'],
);
