import { offlineRule } from './offline.ts';

/** D07. */
export const onePerRelease = offlineRule({
  id: 'sdist/one-per-release',
  title: 'The release has no other sdist',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects'],
  standard: 'PyPI, one sdist per release',
  why: 'PyPI refuses a second sdist: which of the two is the source would not be known.',
  todo: 'Make a new release.',
  online: true,
});
