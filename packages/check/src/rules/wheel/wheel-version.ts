import { wheelFileRule } from './wheel-file-rule.ts';

export const wheelVersion = wheelFileRule(
  {
    id: 'wheel/wheel-version',
    title: 'The wheel is of version 1.0 of the format',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Binary distribution format, File contents',
    why: 'Installers must refuse another major version, and warn of a newer minor one.',
    todo: 'Build the wheel with a backend that writes Wheel-Version 1.0.',
  },
  ['wheel-version', 'wheel-version-unsupported', 'wheel-version-newer'],
  { 'wheel-version-newer': 'low' },
);
