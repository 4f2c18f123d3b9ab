import { projectRule } from './project-rule.ts';

export const knownTables = projectRule(
  {
    id: 'project/known-tables',
    title: 'Only tables of the standard stand outside of [tool]',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification',
    why: 'No tool reads the table, or a later standard gives it another meaning.',
    todo: 'Move it into [tool].',
  },
  ['unknown-table'],
);
