import { entryPointsRule } from './entry-points-rule.ts';

export const entryPointsAmbiguous = entryPointsRule(
  {
    id: 'wheel/entry-points-ambiguous',
    title: 'Every tool reads the same entry points',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    why: 'Readers of INI files differ on these, so that one tool sees an entry point and another does not.',
    todo: 'Declare entry points in pyproject.toml and let the build backend write the file.',
  },
  [
    'line-splitting-character',
    'default-section',
    'interpolation',
    'script-dots',
    'too-large',
    'more-problems',
    'extras-used',
    'entry-name-form',
  ],
  { 'extras-used': 'info', 'entry-name-form': 'info' },
);
