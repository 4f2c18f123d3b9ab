import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';

const rule: Rule = {
  id: 'wheel/dist-info-read',
  title: 'Every file of .dist-info can be read whole',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'Files of that size are not read into memory: what they say was not judged.',
  todo: 'Make the file smaller; metadata of many megabytes is a mistake or an attack.',
};

/** Nothing that was left unread is passed over in silence. */
export const distInfoRead: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { distInfo, notKept } }) => {
    const own = distInfo === undefined ? [] : notKept.filter((name) => name.startsWith(`${distInfo}/`));
    return found(
      boundedFindings(rule, own, (name) => ({
        message: `${quoteName(name)} is larger than what is read.`,
        locations: [{ file, entry: name }],
      })),
    );
  },
};
