import { offlineRule } from './offline.ts';

/** D08. */
export const releaseOpen = offlineRule({
  id: 'sdist/release-open',
  title: 'The release is not older than 14 days',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects'],
  standard: 'PyPI, new files on old releases',
  why: 'PyPI refuses new files on an older release, so that a stolen token cannot add one to what many have installed.',
  todo: 'Make a new release.',
  online: true,
});
