import { allRules } from '@custody/check';
import type { Rule } from '@custody/findings';

/** Every rule there is. In a file of its own, which is loaded only where it is asked for: an audit judges a dozen of them. */
export const everyRule = (): Promise<readonly Rule[]> => allRules();
