import { tarRule } from './tar-rule.ts';

export const notGzip = tarRule(
  {
    id: 'tar/not-gzip',
    title: 'The file is gzip-compressed',
    severity: 'critical',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'PEP 625; RFC 1952, 2.3',
    why: 'Installers cannot open it.',
    todo: 'Build the sdist again as .tar.gz.',
  },
  ['not-gzip'],
);
