import type { Rule } from '../types.ts';
import { EXPIRED_IGNORE } from './expired-ignore.ts';
import { UNKNOWN_RULE } from './unknown-rule.ts';
import { UNMATCHED_IGNORE } from './unmatched-ignore.ts';

/** The `policy/` family: what must hold of the policy itself. */
export const POLICY_RULES: readonly Rule[] = [EXPIRED_IGNORE, UNKNOWN_RULE, UNMATCHED_IGNORE];

export { EXPIRED_IGNORE, UNKNOWN_RULE, UNMATCHED_IGNORE };
