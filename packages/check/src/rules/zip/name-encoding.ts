import { zipRule } from './zip-rule.ts';

export const nameEncoding = zipRule(
  {
    id: 'zip/name-encoding',
    title: 'Names are UTF-8 and marked as such',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'APPNOTE 6.3.10, appendix D; Binary distribution format, Escaping and Unicode',
    why: 'Readers decode the name differently, so that one file has two names.',
    todo: 'Write names as UTF-8 and set flag bit 11 where they are not ASCII.',
  },
  ['name-encoding'],
);
