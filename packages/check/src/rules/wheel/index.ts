import type { WheelView } from '../../views/wheel.ts';
import type { JudgedRule } from '../rule.ts';

/** What the binary distribution format and its installers ask of a wheel. */
export const wheelRules: readonly JudgedRule<WheelView>[] = [];
