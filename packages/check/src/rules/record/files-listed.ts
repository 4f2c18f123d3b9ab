import { quoteName } from '@custody/archive';
import type { Rule } from '@custody/findings';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { NO_RECORD } from './record-rule.ts';

const rule: Rule = {
  id: 'record/files-listed',
  title: 'RECORD lists every file of the wheel',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-warns', 'standard'],
  standard: 'Binary distribution format, The .dist-info directory',
  why: 'A file that RECORD does not list is installed all the same, verified by nobody, and left behind when the project is uninstalled.',
  attack: 'A file added to a finished wheel.',
  todo: 'Find out how the file came into the wheel. If it belongs there, build the wheel again; if not, do not install it.',
};

/** R02, one way: what the archive holds stands in RECORD. */
export const filesListed: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const { recordComparison, record } = inspection;
    if (recordComparison === undefined || record === undefined)
      return undecided({ rule, reason: NO_RECORD, location: { file } });
    return found(
      boundedFindings(rule, recordComparison.missing, (path) => ({
        message: `${quoteName(path)} is in the wheel, but RECORD does not list it.`,
        locations: [
          { file, entry: path },
          { file, entry: record.path, note: 'has no row for it' },
        ],
      })),
    );
  },
};
