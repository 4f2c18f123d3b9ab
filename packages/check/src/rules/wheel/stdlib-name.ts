import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';
import { STANDARD_LIBRARY } from './standard-library.ts';
import { topLevelNames } from './site.ts';

const rule: Rule = {
  id: 'wheel/stdlib-name',
  title: 'The wheel installs no module of the standard library',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: "Python finds its own module first, so that this one is dead, or, in a virtual environment that puts it in front, replaces Python's own.",
  todo: 'Rename the module; leave out a backport that the supported versions of Python do not need.',
};

/** W14, collisions with Python itself. Each name is told once, at the first file that it stands for. */
export const stdlibName: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection }) => {
    const shadowing = topLevelNames(inspection).filter(({ name }) => STANDARD_LIBRARY.has(name));
    return found(
      boundedFindings(rule, shadowing, ({ name, entry }) => ({
        message: `${quoteName(name)} has the name of a module of the standard library.`,
        locations: [{ file, entry }],
        key: name,
      })),
    );
  },
};
