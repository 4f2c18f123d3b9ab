import type { WheelView } from '../../views/wheel.ts';
import type { JudgedRule } from '../rule.ts';

/** What the binaries inside a wheel say, against what the wheel says of them. */
export const nativeRules: readonly JudgedRule<WheelView>[] = [];
