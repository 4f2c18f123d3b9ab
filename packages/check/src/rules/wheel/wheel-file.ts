import { wheelFileRule } from './wheel-file-rule.ts';

export const wheelFile = wheelFileRule(
  {
    id: 'wheel/wheel-file',
    title: 'The WHEEL file says what the standard asks for',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Binary distribution format, File contents',
    why: 'Installers read from it where and how to install; without a field they guess or fail.',
    todo: 'Build the wheel with a current build backend.',
  },
  ['not-utf8', 'byte-order-mark', 'malformed-line', 'missing-field', 'root-is-purelib', 'tag', 'build'],
);
