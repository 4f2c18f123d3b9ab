import type { SdistView } from '../../views/sdist.ts';
import type { JudgedRule } from '../rule.ts';

/** What the source distribution format and PyPI ask of an sdist. */
export const sdistRules: readonly JudgedRule<SdistView>[] = [];
