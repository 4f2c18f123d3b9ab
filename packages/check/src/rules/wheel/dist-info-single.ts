import type { Rule } from '@custody/findings';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { quoteName } from '@custody/archive';

const rule: Rule = {
  id: 'wheel/dist-info-single',
  title: 'The wheel has one .dist-info directory',
  severity: 'high',
  confidence: 'high',
  sources: ['standard', 'custody'],
  standard: 'Binary distribution format, The .dist-info directory',
  why: 'Which metadata counts depends on the tool; pip refuses to install the wheel.',
  attack:
    'A second .dist-info directory that registers another project as installed, or shows a scanner other metadata.',
  todo: 'Build the wheel again from a clean directory.',
};

/** W05. Those beside the chosen one are told; where none could be chosen, all of them. */
export const distInfoSingle: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { distInfo, distInfoCandidates } }) =>
    found(
      distInfoCandidates.length < 2
        ? []
        : boundedFindings(
            rule,
            distInfoCandidates.filter((directory) => directory !== distInfo),
            (directory) => ({
              message: `${quoteName(directory)} is one of ${distInfoCandidates.length} .dist-info directories.`,
              locations: [{ file, entry: `${directory}/` }],
            }),
          ),
    ),
};
