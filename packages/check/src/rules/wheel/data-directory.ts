import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';

const rule: Rule = {
  id: 'wheel/data-directory',
  title: 'The .data directory is named as .dist-info is',
  severity: 'medium',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Binary distribution format, The .data directory',
  why: 'Installers differ on whether they unpack such a directory to its places or into site-packages.',
  todo: 'Build the wheel again.',
};

/** W06, first half. */
export const dataDirectory: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { distInfo, dataDirectories } }) => {
    if (dataDirectories.length === 0) return found([]);
    if (distInfo === undefined) {
      const reason = 'the wheel has no .dist-info directory to go by';
      return undecided({ rule, reason, location: { file } });
    }
    const expected = distInfo.replace(/\.dist-info$/, '.data');
    return found(
      boundedFindings(
        rule,
        dataDirectories.filter((directory) => directory !== expected),
        (directory) => ({
          message: `${quoteName(directory)} should be named ${quoteName(expected)}.`,
          locations: [{ file, entry: `${directory}/` }],
        }),
      ),
    );
  },
};
