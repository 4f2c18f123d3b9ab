import { wheelFileRule } from './wheel-file-rule.ts';

export const wheelFileFields = wheelFileRule(
  {
    id: 'wheel/wheel-file-fields',
    title: 'The WHEEL file holds only known fields',
    severity: 'info',
    confidence: 'high',
    sources: ['custody'],
    standard: 'Binary distribution format, File contents',
    why: 'A field that no standard knows means nothing to installers, or something else to one of them.',
    todo: 'Leave the field out, or spell it as the standard does.',
  },
  ['unknown-field'],
);
