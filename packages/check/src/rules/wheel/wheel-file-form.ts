import { wheelFileRule } from './wheel-file-rule.ts';

export const wheelFileForm = wheelFileRule(
  {
    id: 'wheel/wheel-file-form',
    title: 'The WHEEL file is read by everyone in the same way',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    why: 'Readers differ on repeated fields, odd line ends and text behind the fields.',
    todo: 'Build the wheel with a current build backend.',
  },
  [
    'control-character',
    'bare-carriage-return',
    'has-body',
    'too-large',
    'duplicate-field',
    'duplicate-tag',
    'more-problems',
  ],
  { 'duplicate-field': 'medium', 'too-large': 'medium', 'more-problems': 'medium' },
);
