import { entryPointsRule } from './entry-points-rule.ts';

export const entryPoints = entryPointsRule(
  {
    id: 'wheel/entry-points',
    title: 'PyPI can read entry_points.txt',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Entry points specification, File format',
    why: 'The upload is refused; installers fail on the file, or write a script under a name that leads elsewhere.',
    todo: 'Declare entry points in pyproject.toml and let the build backend write the file.',
  },
  [
    'not-utf8',
    'byte-order-mark',
    'no-section',
    'malformed-line',
    'duplicate-group',
    'duplicate-name',
    'script-name',
  ],
);
