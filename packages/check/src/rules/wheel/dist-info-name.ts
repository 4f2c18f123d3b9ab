import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { NO_FILENAME } from './filename-rule.ts';

const rule: Rule = {
  id: 'wheel/dist-info-name',
  title: 'The .dist-info directory is named as the file is',
  severity: 'high',
  confidence: 'high',
  sources: ['pypi-rejects', 'standard'],
  standard: 'Binary distribution format, File contents',
  why: 'PyPI and installers look for the metadata where the file name says; they refuse a wheel whose metadata is elsewhere.',
  todo: 'Do not rename wheels; build the wheel again.',
};

/** W05. PyPI takes name and version from the file name as they are written. */
export const distInfoName: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { filename, distInfoCandidates } }) => {
    if (filename.kind !== 'ok') return undecided({ rule, reason: NO_FILENAME, location: { file } });
    const expected = `${filename.distribution}-${filename.versionText}.dist-info`;
    if (distInfoCandidates.includes(expected)) return found([]);
    const [first] = distInfoCandidates;
    return found([
      {
        rule,
        message:
          first === undefined
            ? `The wheel has no .dist-info directory; ${quoteName(expected)} is expected.`
            : `The wheel has ${quoteName(first)}, but by the file name it should be ${quoteName(expected)}.`,
        locations: [first === undefined ? { file } : { file, entry: `${first}/` }],
      },
    ]);
  },
};
