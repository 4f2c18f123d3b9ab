import type { Rule } from '@custody/findings';
import type { SdistView } from '../../views/sdist.ts';
import { found, HOLDS, type JudgedRule } from '../rule.ts';

const rule: Rule = {
  id: 'sdist/format',
  title: 'The sdist is a .tar.gz',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'Source distribution format; PEP 527, PEP 625',
  why: 'A release whose source comes in two formats can come in two contents; PyPI takes .tar.gz only.',
  todo: 'Build it as .tar.gz.',
};

/** D01: older tools wrote `.zip` too. */
export const format: JudgedRule<SdistView> = {
  rule,
  judge: ({ file, inspection: { archive } }) =>
    archive.kind === 'tar'
      ? HOLDS
      : found([{ rule, message: 'The sdist is a .zip; a .tar.gz is expected.', locations: [{ file }] }]),
};
