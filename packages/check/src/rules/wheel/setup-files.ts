import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';

const rule: Rule = {
  id: 'wheel/setup-files',
  title: 'The wheel holds no setup.py or setup.cfg',
  severity: 'low',
  confidence: 'high',
  sources: ['standard'],
  standard: 'Binary distribution format, File contents',
  why: 'They land in site-packages, where they mean nothing, and collide with those of other wheels.',
  todo: 'Leave them out of the wheel.',
};

/** The standard: "Wheel does not contain setup.py or setup.cfg." */
export const setupFiles: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { entries } }) => {
    const shipped = ['setup.py', 'setup.cfg'].filter((name) =>
      entries.some(({ entry }) => entry.name === name),
    );
    return found(
      shipped.map((name) => ({
        rule,
        message: `${quoteName(name)} belongs into the sdist, not into the wheel.`,
        locations: [{ file, entry: name }],
      })),
    );
  },
};
