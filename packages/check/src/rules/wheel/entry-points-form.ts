import { entryPointsRule } from './entry-points-rule.ts';

export const entryPointsForm = entryPointsRule(
  {
    id: 'wheel/entry-points-form',
    title: 'Entry points are written as the standard says',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Entry points specification, Data model',
    why: 'Tools that load the entry point do not find it, or fail.',
    todo: 'Declare entry points in pyproject.toml and let the build backend write the file.',
  },
  [
    'text-after-group',
    'multiline-value',
    'group-name',
    'entry-name',
    'script-case',
    'script-reference',
    'object-reference',
    'extras',
  ],
);
