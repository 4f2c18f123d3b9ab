import type { TarCode, TarProblem } from '@custody/archive';
import type { Rule } from '@custody/findings';
import type { TarView } from '../../views/tar.ts';
import { archiveRule } from '../archive-rule.ts';
import type { JudgedRule } from '../rule.ts';

/** A rule over what the tar reader saw; offsets count in the uncompressed stream, or in the file for the gzip around it. */
export const tarRule = (rule: Rule, codes: readonly TarCode[]): JudgedRule<TarView> =>
  archiveRule<TarCode, TarProblem>(rule, codes, ({ stream }) =>
    stream === 'tar' ? 'offset in the uncompressed tar stream' : undefined,
  );
