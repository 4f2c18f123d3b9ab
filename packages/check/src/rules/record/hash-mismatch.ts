import type { Rule } from '@custody/findings';
import type { WheelView } from '../../views/wheel.ts';
import type { JudgedRule } from '../rule.ts';
import { mismatchRule } from './mismatch-rule.ts';

const rule: Rule = {
  id: 'record/hash-mismatch',
  title: 'Every hash in RECORD equals the bytes',
  severity: 'critical',
  confidence: 'high',
  sources: ['standard', 'custody'],
  standard: 'Binary distribution format, The .dist-info directory',
  why: 'These are not the bytes that were packed. Installers and indexes do not compare these hashes, so that nobody else would notice.',
  attack: 'A module exchanged in a finished wheel, on a build machine, a mirror or a mail.',
  todo: 'Do not install this file. Compare its SHA-256 with the one recorded when it was built; if it is the same, build the wheel again.',
};

/** R05: the bytes are those that were hashed when the wheel was built. */
export const hashMismatch: JudgedRule<WheelView> = mismatchRule(rule, 'hash');
