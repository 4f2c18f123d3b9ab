import type { WheelView } from '../../views/wheel.ts';
import type { JudgedRule } from '../rule.ts';

/** RECORD, and whether it says of the wheel what is there. */
export const recordRules: readonly JudgedRule<WheelView>[] = [];
