import { quoteName } from '@custody/archive';
import type { Rule } from '@custody/findings';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { NO_RECORD } from './record-rule.ts';

const rule: Rule = {
  id: 'record/files-exist',
  title: 'Every file that RECORD lists is in the wheel',
  severity: 'medium',
  confidence: 'high',
  sources: ['pypi-warns', 'standard'],
  standard: 'Recording installed projects, The RECORD file',
  why: 'A file is missing, or RECORD was not written for this wheel; PyPI mails the maintainers.',
  todo: 'Find out whether a file is missing; build the wheel again.',
};

/** R02, the other way: what RECORD lists stands in the archive. */
export const filesExist: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const { recordComparison, record } = inspection;
    if (recordComparison === undefined || record === undefined)
      return undecided({ rule, reason: NO_RECORD, location: { file } });
    // Rows of directories and of signatures have rules of their own.
    const special = new Set(
      record.parsed.problems
        .filter(({ code }) => code === 'directory-row' || code === 'signature-row')
        .map(({ line }) => line),
    );
    const extra = recordComparison.extra.filter(({ line }) => !special.has(line));
    return found(
      boundedFindings(rule, extra, ({ path, line }) => ({
        message: `RECORD lists ${quoteName(path)}, but the wheel has no such file.`,
        locations: [{ file, entry: record.path, position: { kind: 'text', line, column: 1 } }],
        key: path,
      })),
    );
  },
};
