import { topFileRule } from './top-file.ts';

/** D02, PKG-INFO. */
export const pkgInfo = topFileRule(
  {
    id: 'sdist/pkg-info',
    title: 'PKG-INFO lies in the top directory',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Source distribution format, file format',
    why: 'Without it nobody knows what the sdist holds before its code was run.',
    todo: 'Build it with a build backend instead of packing the sources by hand.',
  },
  'PKG-INFO',
  'pkgInfo',
);
