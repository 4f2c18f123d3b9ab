import type { Rule } from '@custody/findings';

export const MALICIOUS_PACKAGE: Rule = {
  id: 'audit/malicious-package',
  title: 'No component is known to be malicious',
  severity: 'critical',
  confidence: 'high',
  sources: ['custody'],
  standard: 'OSV 1.7.5, id field (MAL)',
  why: 'A malicious package acts when it is installed or imported; there is no fixed version to wait for.',
  attack: 'Typosquats and taken-over projects that steal credentials at install time.',
  todo: 'Remove it, and treat every machine that installed it as compromised',
};
