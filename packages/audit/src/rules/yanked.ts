import type { Rule } from '@custody/findings';

export const YANKED: Rule = {
  id: 'audit/yanked',
  title: 'No component was yanked',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 592',
  why: 'Its maintainers took the release back; an exact pin still installs it.',
  attack: 'A release was yanked because it was built on a compromised machine.',
  todo: 'Move to a release that was not yanked',
};
