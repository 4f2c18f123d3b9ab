import { projectRule } from './project-rule.ts';

export const byteOrderMark = projectRule(
  {
    id: 'project/byte-order-mark',
    title: 'pyproject.toml begins without a byte order mark',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    why: "Python's own reader refuses the file, so that installers cannot build the project.",
    todo: 'Save it without a byte order mark.',
  },
  ['byte-order-mark'],
);
