import { offlineRule } from './offline.ts';

/** D09. */
export const fileNameUnused = offlineRule({
  id: 'sdist/file-name-unused',
  title: 'No other file was ever published under this name',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects'],
  standard: 'PyPI, file name reuse',
  why: 'PyPI refuses a name that was used before, even where the file was deleted since: one name would stand for two files.',
  todo: 'Make a new release.',
  online: true,
});
