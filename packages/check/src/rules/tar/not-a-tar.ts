import { tarRule } from './tar-rule.ts';

export const notATar = tarRule(
  {
    id: 'tar/not-a-tar',
    title: 'The content is a tar archive',
    severity: 'critical',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'PEP 625; POSIX.1-2017, ustar',
    why: 'Installers cannot open it.',
    todo: 'Build the sdist again as .tar.gz.',
  },
  ['not-a-tar'],
);
