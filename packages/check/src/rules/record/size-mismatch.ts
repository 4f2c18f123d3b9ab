import type { Rule } from '@custody/findings';
import type { WheelView } from '../../views/wheel.ts';
import type { JudgedRule } from '../rule.ts';
import { mismatchRule } from './mismatch-rule.ts';

const rule: Rule = {
  id: 'record/size-mismatch',
  title: 'Every size in RECORD equals the bytes',
  severity: 'high',
  confidence: 'high',
  sources: ['standard', 'custody'],
  standard: 'Recording installed projects, The RECORD file',
  why: 'The file was changed after RECORD was written, or RECORD was written wrongly.',
  todo: 'Compare the SHA-256 of the wheel with the one recorded when it was built; build the wheel again.',
};

/** R05: the sizes are those of the bytes. */
export const sizeMismatch: JudgedRule<WheelView> = mismatchRule(rule, 'size');
