import { projectRule } from './project-rule.ts';

export const license = projectRule(
  {
    id: 'project/license',
    title: 'The license is an SPDX expression',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]; PEP 639',
    why: 'Nobody can work out by it under which terms the software may be used; PyPI refuses what is built from it.',
    todo: 'Write an SPDX licence expression, with LicenseRef- for licences of your own.',
  },
  ['license'],
);
