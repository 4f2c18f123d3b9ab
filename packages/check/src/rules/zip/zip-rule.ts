import type { ZipCode, ZipProblem } from '@custody/archive';
import type { Rule } from '@custody/findings';
import type { ZipView } from '../../views/zip.ts';
import { archiveRule } from '../archive-rule.ts';
import type { JudgedRule } from '../rule.ts';

/** A rule over what the ZIP reader saw; offsets count in the archive file. */
export const zipRule = (rule: Rule, codes: readonly ZipCode[]): JudgedRule<ZipView> =>
  archiveRule<ZipCode, ZipProblem>(rule, codes);
